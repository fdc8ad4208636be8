import type { Dimension } from "./units.js";

/** A variable that headers are searched for. */
export interface Role {
  /** The symbol of the variable, as in the laws. */
  readonly name: string;
  readonly dimension: Dimension;
  /** Patterns of a header's stem, the surest first. */
  readonly patterns: readonly RegExp[];
  /** A factor that the header's name itself implies. */
  readonly factor?: { readonly when: RegExp; readonly factor: number; readonly because: string };
}

/** A perplexity is the exponential of a loss. */
export const perplexity = /^(\w+ )?(ppl|perplexity)$|困惑度$/;

/**
 * The variables of the laws by what people call them, in English and Chinese. A column serves one role only: the first
 * of this list that it matches best.
 */
export const roles: readonly Role[] = [
  role("M", "number", [/^m$/, /^(tokens per param(eter)?|tpp|d n|chinchilla multiplier)$/, /^每参数token数?$/], {
    when: /^chinchilla multiplier$/,
    factor: 20,
    because: "a Chinchilla multiplier counts times 20 tokens per parameter",
  }),
  role("U", "count", [
    /^u$/,
    /^(num |n )?unique (tokens|data)( seen)?$/,
    /^tokens per epoch$/,
    /^(唯一|去重|独立|不重复)(训练)?(tokens?|词元)?(数|数量|量)?$/,
  ]),
  role("Nnv", "count", [/^nnv$/, /^non vocab(ulary)? param(eter)?s$/, /^非词表参数(量|数)?$/]),
  role("Nv", "count", [/^nv$/, /^vocab(ulary)? param(eter)?s$/, /^vocab(ulary)? size$/, /^词表(大小|参数量)$/]),
  role("N", "count", [
    /^n$/,
    /^(num |n |model )?(params?|parameters?)( count)?$/,
    /^(参数量|参数|参数数量|模型参数量?|模型大小|模型规模|参数规模)$/,
    /^(non embedding|non embed|active|activated|dense) ?(params?|parameters?|param size|parameter count)( size)?( precise)?$/,
    /^(params?|parameters?) (active|non embedding|non embed|activated|dense)( precise)?$/,
    /^(n (non embedding|non embed|no embed|active)|non embedding param(eter)? size)$/,
    /^(model )?size$/,
    /^(n total|total (params?|parameters?|parameter count))$/,
  ]),
  role("D", "count", [
    /^d$/,
    /^(num |n |total |train(ing)? |pre ?train(ing)? )*(tokens?)( seen| count| trained)?$/,
    /^(训练|预训练)?(tokens?|词元)(数|数量|量)?$/,
    /^((训练|预训练)?数据量|训练数据|数据规模)$/,
    /^(train(ing)? |pre ?train(ing)? )?(data|dataset) ?size$/,
    /^(num |n )?characters$/,
  ]),
  role("C", "compute", [
    /^c$/,
    /^(total |train(ing)? |pre ?train(ing)? )*(flops?|compute)( budget)?$/,
    /^(训练)?(计算量|算力|总?flops?)$/,
    /^(pf|petaflops?)( s)? days?$/,
  ]),
  role("L", "loss", [
    /^l$/,
    /^loss$/,
    /^(val(id)?|validation|eval|evaluation|heldout|held out) ?(loss|nll|ce|cross entropy)$/,
    /^loss (val(id)?|validation|eval)$/,
    /^(验证(集)?(损失|loss)|损失|loss值|验证集?交叉熵|交叉熵)$/,
    /^(final|test|lm|eval lm|unigram normalized) loss$/,
    /^(测试(集)?(损失|loss)|最终损失)$/,
    /^(nll|ce|cross entropy|bpb|bpc|bits per (byte|character|token))$/,
    /^((val|validation|eval|test) )?(bpb|bpc|bits per (byte|character|token))$/,
    perplexity,
    /^(train(ing)? loss|训练损失)$/,
    /^(loss|损失) .+$|^.+ loss$/,
  ]),
  role("epochs", "number", [/^(num |n )?epochs?$/, /^(训练)?(轮数|轮次|遍数)$/]),
  role("experts", "number", [/^(num |n |total )?experts?( count)?$/, /^专家(数|数量|个数)$/]),
  role("G", "number", [/^g$/, /^granularity$/, /^(专家)?粒度$/]),
  role("sparsity", "number", [/^sparsity( ratio)?$/, /^稀疏(度|率|比)$/]),
  role("Pw", "number", [/^pw$/, /^(weight |weights |w )?(bits|precision|bit width)$/, /^(权重)?(位宽|比特数)$/]),
  role("Pa", "number", [/^pa$/, /^(activation|activations|act|a) (bits|precision)$/]),
  role("Pkv", "number", [/^pkv$/, /^kv( cache)? (bits|precision)$/]),
  role("Ppost", "number", [/^ppost$/, /^(ptq|post|post training|quantization) (bits|precision)$/]),
  role("streams", "number", [/^(num |n )?(parallel )?streams?$/, /^parallel size$/, /^并行(流)?数$/]),
  role("lr", "number", [/^(peak |max )?(lr|learning rate)$/, /^(峰值)?学习率$/]),
  role("batch", "number", [/^(global )?(batch( size)?|bsz|bs)( tokens)?$/, /^(批大小|批量大小|批次大小)$/]),
  role("k", "number", [
    /^k$/,
    /^(num |n )?(shots?|demonstrations?|demos|examples in context)$/,
    /^(示例|样例|演示)(数|数量|个数)$/,
  ]),
  role("s", "count", [/^s$/, /^(num |n |train(ing)? )?steps?$/, /^(训练)?步数$/]),
  role("r", "fraction", [/^r$/, /^(proportion|ratio|weight|mixture weight)$/, /^(比例|占比|配比)$/]),
  role("accuracy", "fraction", [
    /^(acc|accuracy)$/,
    /^(准确率|正确率|精度)$/,
    /^(acc|accuracy|pass rate|pass 1) ?.*$/,
    /^.* (acc|accuracy)$/,
  ]),
  role("error", "fraction", [/^(err|error)( rate)?$/, /^错误率$/, /^(err|error) .+$/]),
];

/** `proportion_domain_3` and `r3`: proportions of domains, `PC2`: principal components. */
export const numbered: readonly (readonly [pattern: RegExp, symbol: string])[] = [
  [/^(?:r|(?:proportion|ratio|weight)(?: of)?(?: domain)?) ?(\d{1,2})$/, "r"],
  [/^pc ?(\d{1,2})$/, "PC"],
];

function role(name: string, dimension: Dimension, patterns: readonly RegExp[], factor?: Role["factor"]): Role {
  return { name, dimension, patterns, ...(factor && { factor }) };
}
