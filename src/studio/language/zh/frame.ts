import type { frame as english } from "../en/frame.js";

/** Strings of the frame about every page, in Chinese. */
export const frame: Record<keyof typeof english, string> = {
  "frame.tagline": "语言模型如何扩展、如何在上下文中学习：一个可执行的理论。",
  "frame.here": "一切都在此浏览器中计算，也只留在此浏览器中：不向任何地方发送数据。",
  "frame.served": "一切都留在这台机器上：页面只与打开它的程序通信，不与任何其他方通信。",
  "frame.pages": "页面",
  "frame.ledger": "论断总账",
  "frame.laws": "缩放定律",
  "frame.training": "训练",
  "frame.landscape": "能量景观",
  "frame.language": "English",
  "frame.theme": "浅色或深色",
  "frame.skip": "跳到正文",
  "frame.loading": "正在载入……",
  "frame.noPage": "这里没有页面“{page}”。以下是总账。",
  "frame.failed": "此页已停止",
  "frame.failed.reason": "错误信息：{reason}",
  "frame.failed.advice": "您输入的内容没有离开此浏览器。请重新载入页面，或回到论断总账。",
  "frame.again": "重新载入",
  "frame.doubts": "链接中有此页做不到的内容，已改用最接近的值或通常的值：",
  "frame.verdict.holds": "成立",
  "frame.verdict.corrected": "修正后成立",
  "frame.verdict.fails": "不成立",
  "frame.verdict.undecided": "未决",
  "frame.verdict.unrun": "尚未运行",
};
