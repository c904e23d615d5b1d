namespace BackSpasmSite.Tests.Incremental;

/// <summary>
/// With thousands of articles, a save may take no longer than what it changed: editions, the search index, the feed's history and the history of the articles look only
/// at that. Whatever the changes were, the result has to be that of looking at everything.
/// </summary>
public sealed class IncrementalWorkTests
{
    private const int Steps = 50;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Looking_only_at_what_changed_gives_the_same_as_looking_at_everything(int seed)
    {
        using var run = new IncrementalRun(seed);
        try
        {
            for (var step = 0; step < Steps; step++) await run.StepAsync();
        }
        catch (Exception wrong)
        {
            throw new InvalidOperationException($"Seed {seed}, after:\n{string.Join('\n', run.Log)}\n{wrong.Message}", wrong);
        }
    }
}
