import type * as pulumi from "@pulumi/pulumi";

/**
 * Options of a resource that holds nothing of worth: where AWS refused a call that completes it, the next deployment makes it anew. An
 * update would find nothing to do: the provider records what AWS refused as set.
 */
export function remade(parent: pulumi.Resource): pulumi.CustomResourceOptions {
  return { parent, replaceOnChanges: ["#initerror"] };
}
