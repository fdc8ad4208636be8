import type { IncomingMessage } from "node:http";
import type { z } from "zod";
import { parseJson } from "../store/cell-record.js";
import { Refusal } from "./refusal.js";

/** The client went away in the middle of its request: there is nobody to answer. */
export class Gone extends Error {
  override readonly name = "Gone";
}

/** Lists and objects in each other, at most: parameters are lists of lists at the most. */
const DEEPEST = 8;

/**
 * The JSON document in a request's body.
 * @throws Refusal for one that is too long (without reading on), of another type, not UTF-8, not JSON, too deep, or not
 * what the schema says; Gone
 */
export async function readJson<T>(request: IncomingMessage, schema: z.ZodType<T>, limit: number): Promise<T> {
  const [type = ""] = (request.headers["content-type"] ?? "").split(";");
  if (type.trim().toLowerCase() !== "application/json") {
    throw new Refusal(415, `content type ${type || "missing"}; expected application/json`);
  }
  const text = decoded(await readBody(request, limit));
  const document = parseJson(text);
  if (document === undefined) throw new Refusal(400, "the body is not JSON");
  if (isDeeper(document, DEEPEST)) throw new Refusal(400, `the body nests deeper than ${DEEPEST}`);
  const { success, data, error } = schema.safeParse(document);
  if (success) return data;
  const { path, message } = error.issues[0]!;
  throw new Refusal(400, `${path.join(".") || "body"}: ${message}`);
}

function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLong = new Refusal(413, `a body of more than ${limit} bytes`);
  if (Number(request.headers["content-length"] ?? 0) > limit) return Promise.reject(tooLong);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else {
        request.pause();
        reject(tooLong);
      }
    });
    request.once("end", () => resolve(Buffer.concat(chunks)));
    request.once("error", () => reject(new Gone()));
    request.once("close", () => reject(new Gone()));
  });
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(400, "the body is not UTF-8");
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== "object") return false;
  return levels === 0 || Object.values(value).some((part) => isDeeper(part, levels - 1));
}
