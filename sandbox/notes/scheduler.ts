import type { ServiceNotes } from "./notes";

export const schedulerNotes: ServiceNotes = {
  title: "EventBridge Scheduler",
  source: "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_*.html",
  operations: {
    CreateSchedule: {
      keepsAll: true,
      stricter: "the role has to trust Scheduler",
      differs: "schedules never fire",
    },
    DeleteSchedule: {},
    GetSchedule: {},
    UpdateSchedule: { keepsAll: true },
  },
};
