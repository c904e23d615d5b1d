namespace BackSpasmSite.Content.Citations;

/// <summary>One item of a group: a number, or as <c>2–4</c> the numbers from the first to the last.</summary>
internal readonly record struct NumberRange(int First, int Last)
{
    public IEnumerable<int> Numbers => Enumerable.Range(First, Last - First + 1);
}
