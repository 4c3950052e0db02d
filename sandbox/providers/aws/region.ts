export interface Partition {
  name: string;
  dnsSuffix: string;
  reverseDnsPrefix: string;
}

const commercial: Partition = {
  name: "aws",
  dnsSuffix: "amazonaws.com",
  reverseDnsPrefix: "com.amazonaws",
};

const others: readonly [string, Partition][] = [
  ["cn-", { name: "aws-cn", dnsSuffix: "amazonaws.com.cn", reverseDnsPrefix: "cn.com.amazonaws" }],
  ["us-gov-", { ...commercial, name: "aws-us-gov" }],
  ["eusc-", { name: "aws-eusc", dnsSuffix: "amazonaws.eu", reverseDnsPrefix: "eu.amazonaws" }],
];

export function partitionOf(region: string): Partition {
  return others.find(([prefix]) => region.startsWith(prefix))?.[1] ?? commercial;
}

/** An import id may end in the Region to look in: `<id>@<region>`. */
export function splitImportId(importId: string): { id: string; region?: string } {
  const match = /^(.+)@([a-z]{2}(?:-[a-z]+)+-\d{1,2})$/.exec(importId);
  return match ? { id: match[1] ?? "", region: match[2] } : { id: importId };
}

/** The parts of an import id such as `<detector id>:<destination id>`. */
export function colonParts(importId: string): string[] {
  return [...importId.matchAll(/(?:^|:)([^:]*)/g)].map(([, part = ""]) => part);
}
