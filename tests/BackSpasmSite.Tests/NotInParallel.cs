namespace BackSpasmSite.Tests;

/// <summary>Tests that run when all others are done, one after the other.</summary>
[CollectionDefinition(nameof(NotInParallel), DisableParallelization = true)]
public sealed class NotInParallel;
