import type { ServiceNotes } from "./notes";

export const schedulerNotes: ServiceNotes = {
  title: "EventBridge Scheduler",
  source: "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_*.html",
  operations: {
    CreateSchedule: {
      modelled:
        "one of a name in its group; an expression of rate, cron or at; a flexible window with its length; a role that trusts Scheduler",
      keepsAll: true,
      stricter: "the role has to trust Scheduler",
      differs: "schedules never fire",
    },
    DeleteSchedule: { modelled: "a schedule of the group" },
    GetSchedule: { modelled: "a schedule of the group" },
    ListSchedules: { modelled: "the schedules of a group, or of all, by prefix and state" },
    UpdateSchedule: { modelled: "as CreateSchedule", keepsAll: true },
  },
};
