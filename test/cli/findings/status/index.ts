import type { FixCase } from "../fixCase";
import { liveCase } from "../liveCases";
import { bucketCases } from "./bucketCases";
import { detectorCases } from "./detectorCases";
import { accountCases, callCases } from "./notCheckedCases";
import { managementCases, memberCases } from "./organizationCases";
import { readerCases } from "./readerCases";
import { suppressionCases } from "./suppressionCases";

export const statusCases: FixCase[] = [
  ...detectorCases,
  ...suppressionCases,
  ...managementCases,
  ...readerCases,
  ...callCases,
  ...accountCases,
  ...bucketCases,
  ...memberCases,
].map(liveCase);
