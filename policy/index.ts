import { PolicyPack } from "@pulumi/policy";

import { POLICIES } from "./policies";

new PolicyPack("guardduty-export", { policies: POLICIES });
