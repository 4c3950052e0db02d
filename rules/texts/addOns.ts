import type { AddOnServices } from "../addOns";
import { listed } from "./words";

const ACCOUNTS: { [account in AddOnServices["account"]]: string } = {
  administrator: "the administrator account",
  bucket: "the bucket's account",
};

/** The services whose resources an add-on creates, and where. */
export function addOnServicesText({ account, services }: AddOnServices): string {
  return `${listed(services)} in ${ACCOUNTS[account]}`;
}
