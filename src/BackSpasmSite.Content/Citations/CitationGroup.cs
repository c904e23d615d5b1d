namespace BackSpasmSite.Content.Citations;

/// <summary>Numbers in parentheses, as they were read.</summary>
/// <param name="Length">How many characters it takes, both parentheses included.</param>
/// <param name="Items">The numbers and ranges in their order; no number is above <see cref="CitationSyntax.HighestNumber"/>.</param>
/// <param name="Flaw">Why it cannot be a citation, if it cannot.</param>
internal sealed record CitationGroup(int Length, IReadOnlyList<NumberRange> Items, CitationFlaw Flaw)
{
    /// <summary>The largest number in it.</summary>
    public int Highest => Items.Max(item => Math.Max(item.First, item.Last));

    /// <summary>The first number above a limit, which one must be.</summary>
    public int FirstAbove(int limit) =>
        Items.Where(item => item.Last > limit).Select(item => Math.Max(item.First, limit + 1)).First();

    /// <summary>Every number once, in order, ranges written out.</summary>
    public IReadOnlyList<int> Numbers => [.. Items.SelectMany(item => item.Numbers).Distinct()];
}
