// Settings: flows and views.
export const flows = {};

export const views = [];
