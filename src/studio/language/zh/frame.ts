import type { frame as english } from "../en/frame.js";

/** Strings of the frame about every page, in Chinese. */
export const frame: Record<keyof typeof english, string> = {
  "frame.tagline": "语言模型如何扩展、如何在上下文中学习：一个可执行的理论",
  "frame.ledger": "论断总账",
  "frame.laws": "扩展律",
  "frame.training": "训练",
  "frame.landscape": "能量景观",
  "frame.language": "English",
  "frame.theme": "浅色或深色",
  "frame.skip": "跳到正文",
  "frame.loading": "正在载入……",
  "frame.failed": "无法载入此页：{reason}",
};
