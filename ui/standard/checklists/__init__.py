"""The tab of checklists: versions, the editor of a draft, scoring sheets taken in."""
