import type { machine as english } from "../en/machine.js";

/** Strings of the runs on the machine that serves the page, in Chinese. */
export const machine: Record<keyof typeof english, string> = {
  "machine.title": "本机上的运行",
  "machine.none": "还没有。研究的页面可以启动一次运行，页面上给出的命令也可以。",
  "machine.all": "显示全部 {count} 个",
  "machine.cells": "{cells} 个单元中的 {recorded} 个",
  "machine.steps": "{cell}：{of} 步中的第 {done} 步",
  "machine.seed": "种子 {seed}",
  "machine.finished": "{when} · {time}",
  "machine.stopped": "已停止，已保留 {cells}",
  "machine.elsewhere": "该运行使用了自己的文件，或属于研究的另一版本，本页面不予显示。",
  "machine.stop": "停止",
  "machine.stopOf": "停止 {study} 的运行",
  "machine.goOn": "继续",
  "machine.goOnOf": "继续 {study} 的运行",
  "machine.failed": "运行失败：{reason}",
  "machine.trouble": "服务器说：{reason}",
};
