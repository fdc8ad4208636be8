import type { ledger as english } from "../en/ledger.js";

/** Strings of the page ledger, in Chinese. */
export const ledger: Record<keyof typeof english, string> = {
  "ledger.title": "关于语言模型的论断，以及其中成立的",
  "ledger.lead":
    "文献中的 {claims} 条陈述，保持其来源的原意。{studies} 项研究加以测量，每一项都用精确计算或实验，就在此处运行。打开任意一项，改动其中的数。",
  "ledger.filters": "筛选论断",
  "ledger.search": "搜索",
  "ledger.searchHint": "词语、章节、式号",
  "ledger.verdict": "判定",
  "ledger.source": "来源",
  "ledger.room": "理论",
  "ledger.all": "全部显示",
  "ledger.shown": "共 {all} 条论断，显示 {shown} 条",
  "ledger.none": "没有同时满足这些条件的论断。请去掉一个筛选条件，或减少搜索词。",
  "ledger.own": "{own} 条判定来自这台机器上的运行，其余来自随附的 quick 预设。",
  "ledger.shipped": "判定来自 quick 预设，种子为 1。± 之后为标准误差。",
  "ledger.ownRun": "本机运行",
  "ledger.unserved": "未显示本地服务器的总账：{reason}",
  "ledger.expected": "期望 {value}",
  "ledger.why": "依据",
  "ledger.tally": "判定",
  "ledger.source.S0": "综述",
  "ledger.source.S1": "手册",
  "ledger.source.S2": "学位论文",
  "ledger.source.S3": "论文",
  "ledger.source.S4": "论文",
  "ledger.room.spinglass": "上下文学习的自旋玻璃",
  "ledger.room.laws": "扩展律",
  "ledger.room.learning": "上下文学习",
};
