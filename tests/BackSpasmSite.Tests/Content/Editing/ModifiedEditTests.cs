using BackSpasmSite.Content.Editing;

namespace BackSpasmSite.Tests.Content.Editing;

public sealed class ModifiedEditTests
{
    [Theory]
    [InlineData("published: 2026-01-01\ntitle: x\n", "published: 2026-01-01\nmodified: 2026-11-25\ntitle: x\n")]
    [InlineData("title: x\npublished: 2026-01-01 # first\n", "title: x\npublished: 2026-01-01 # first\nmodified: 2026-11-25\n")]
    [InlineData("title: x\n", "title: x\nmodified: 2026-11-25\n")]
    [InlineData("modified:   2026-02-01   # last\ntitle: x\n", "modified:   2026-11-25   # last\ntitle: x\n")]
    [InlineData("\"modified\" : '2026-02-01'\ntitle: x\n", "\"modified\" : 2026-11-25\ntitle: x\n")]
    [InlineData("modified:\ntitle: x\n", "modified: 2026-11-25\ntitle: x\n")]
    [InlineData("modified: # when?\ntitle: x\n", "modified: 2026-11-25 # when?\ntitle: x\n")]
    [InlineData("modified: \ntitle: x\n", "modified: 2026-11-25 \ntitle: x\n")]
    public void The_day_is_set_or_replaced_and_nothing_else_changes(string before, string after)
    {
        string[] ends = ["\n", "\r\n", "\r"];
        foreach (var end in ends)
        {
            Assert.Equal(
                $"\uFEFF---\n{after}---\nmodified: 1\n".Replace("\n", end, StringComparison.Ordinal),
                FrontMatterEdit.WithModified($"\uFEFF---\n{before}---\nmodified: 1\n".Replace("\n", end, StringComparison.Ordinal), new DateOnly(2026, 11, 25)));
        }
    }
}
