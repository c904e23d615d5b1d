namespace BackSpasmSite.Tests;

/// <summary>Tests that run when all others are done, one after the other.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
