"""The review workbench (评审工作台): proposals are put before people, who decide. Its design: docs/workbench.md."""
