"""What a guidance station does: rules and workflows, without Qt."""
