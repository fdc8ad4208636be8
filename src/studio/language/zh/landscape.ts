import type { landscape as english } from "../en/landscape.js";

/** Strings of the page of the energy landscape, in Chinese. */
export const landscape: Record<keyof typeof english, string> = {
  "landscape.title": "如实看见的能量景观",
  "landscape.intro":
    "论文把简化线性注意力映射为自旋玻璃：权重是自旋，训练损失是能量。这个能量是二次型，因此沿海森矩阵的两个主方向、过基态的平面所显示的正是能量本身。这里没有任何插值。",
  "landscape.controls": "自旋玻璃",
  "landscape.presets": "论文图 11 的设置：",
  "landscape.preset": "({panel}) P = {P}",
  "landscape.P": "任务数 P",
  "landscape.D": "维数 D",
  "landscape.N": "提示中的示例数 N",
  "landscape.lambda": "正则化系数 λ",
  "landscape.seed": "随机种子",
  "landscape.samples": "采样权重数 n",
  "landscape.failed": "无法计算能量景观：{reason}",
  "landscape.waiting": "正在计算……",
  "landscape.link": "没有命令能重现本页，但这个链接能逐个数值地重现：全部设置都在其中。",
  "landscape.section": "过基态的平面",
  "landscape.section.key":
    "十字：基态。底色：平面内的精确能量，蓝低红高，各级按平方增长。圆点：采样权重在平面两个坐标上的投影，按其总能量的名次着色。折线：从第一个样本（圆环）出发的梯度下降。",
  "landscape.axis": "方向 {k}（曲率 {nu}）",
  "landscape.pair.stiffest": "最硬的两个方向",
  "landscape.pair.both": "最硬与最软",
  "landscape.pair.softest": "最软的两个方向",
  "landscape.first": "横轴：方向",
  "landscape.second": "纵轴：方向",
  "landscape.extent": "平面半宽",
  "landscape.step": "下降步长（与最大稳定步长之比）",
  "landscape.spectrum": "每个方向的曲率",
  "landscape.rank": "方向，从最硬排起",
  "landscape.curvature": "曲率 ν",
  "landscape.key.measured": "R + λ 的本征值",
  "landscape.key.law": "大自旋玻璃的极限律（广义 Marchenko–Pastur）",
  "landscape.key.chosen": "平面所取的方向",
  "landscape.picture": "论文的图，量一量",
  "landscape.picture.what":
    "论文图 11 随机采样权重，用 t-SNE 排布到平面上，再按能量着色。但 t-SNE 只看到权重本身：改变 P、N 或 λ，没有一个点会移动，变的只是颜色。这里是对我们的样本所作的 t-SNE（精确计算，困惑度 30，固定种子），不画插值曲面。然后用图上最近的十个邻居预测每个点的能量。",
  "landscape.picture.progress": "第 {iteration} 次迭代，共 {of} 次；散度 {divergence}。",
  "landscape.foretold.caption": "十个近邻所能预测的能量方差比例（R²，逐点留出）",
  "landscape.foretold.by": "近邻取自",
  "landscape.foretold.r2": "R²",
  "landscape.foretold.shuffled": "打乱能量后",
  "landscape.foretold.picture": "t-SNE 图",
  "landscape.foretold.stiffest": "最硬的两个方向",
  "landscape.finding.section":
    "方向 {first} 与 {second} 合计占随机权重能量方差的 {exact}（精确值）；在这 {n} 个样本上测得 {measured}。",
  "landscape.samples.far":
    "基态能量为 {minimum}；{n} 个采样权重中最低的为 {lowest}，高出基态的量是其中位数的 {height}。随机采样远未触及它要展示的景观的谷底。",
  "landscape.samples.partly":
    "基态能量为 {minimum}；{n} 个采样权重中最低的为 {lowest}，高出基态的量是其中位数的 {height}。随机采样只走完通向谷底的一段路。",
  "landscape.samples.near":
    "基态能量为 {minimum}；{n} 个采样权重中最低的为 {lowest}，高出基态的量是其中位数的 {height}。在这里随机采样接近景观的谷底。",
  "landscape.finding.descent":
    "梯度下降起点比基态高 {before}，{steps} 步之后高 {after}。只有一个山谷，没有别的极小值可以陷入。",
  "landscape.finding.spectrum":
    "{p} 个方向中有 {flat} 个除 λ 之外完全平坦。其余本征值的分布函数与极限律相差至多 {distance}。",
  "landscape.finding.nothing":
    "这张图对能量什么也没有说：R² = {measured}，与打乱能量后（{shuffled}）无法区分，相差不过两倍误差。仅最硬的两个方向就给出 {stiffest}。",
  "landscape.finding.little":
    "这张图对能量说得很少：R² = {measured}，打乱能量后为 {shuffled}，相差超过两倍误差。仅最硬的两个方向就给出 {stiffest}。",
  "landscape.finding.much":
    "在这里这张图确实反映了能量：R² = {measured}，打乱能量后为 {shuffled}，相差超过两倍误差。仅最硬的两个方向就给出 {stiffest}。",
};
