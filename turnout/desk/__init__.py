"""The one way in and the one way to look: rules meet the store here, and nowhere else."""
