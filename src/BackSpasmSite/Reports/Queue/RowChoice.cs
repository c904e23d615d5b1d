using System.Globalization;

namespace BackSpasmSite.Reports.Queue;

/// <summary>
/// A row is identified by its passage, so that the form stays small however many reports there are on it; a report without a passage by
/// its number.
/// </summary>
internal sealed record RowChoice(IReadOnlyList<string> Passages, IReadOnlyList<long> Alone)
{
    public bool IsEmpty => Passages.Count + Alone.Count == 0;

    public static string KeyOf(string? passage, long report) => passage ?? $"#{report}";

    /// <summary>Ignores anything that is not the key of a row.</summary>
    public static RowChoice Of(IEnumerable<string?> keys)
    {
        var all = keys.OfType<string>().Distinct().ToLookup(key => key.StartsWith('#'));
        return new RowChoice(
            [.. all[false].Where(key => key.Length > 0)],
            [.. all[true].Select(key => long.TryParse(key.AsSpan(1), NumberStyles.None, null, out var number) ? number : 0).Where(number => number > 0)]);
    }
}
