import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S1/§2.1/learns-without-updates",
    document: "S1",
    place: "§2.1, definition",
    statement:
      "At inference a model learns a new task from the examples in its input, without updating its parameters (“无需更新参数”).",
  },
  {
    id: "S0/§3.2/generalises-to-new-tasks",
    document: "S0",
    place: "§3.2, first paragraph",
    statement:
      "On a task never seen in training, a few pairs of input and output and a test input are enough to generalise (“只需要给定几个输入输出样例对和测试输入，大语言模型就能实现在新任务上的泛化”).",
  },
];
