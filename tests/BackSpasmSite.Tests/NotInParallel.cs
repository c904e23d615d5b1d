namespace BackSpasmSite.Tests;

/// <summary>Tests that run after all others, one after the other.</summary>
[CollectionDefinition(nameof(NotInParallel), DisableParallelization = true)]
public sealed class NotInParallel;
