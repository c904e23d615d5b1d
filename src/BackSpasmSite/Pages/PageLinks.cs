using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace BackSpasmSite.Pages;

/// <summary>The pages of a long list.</summary>
/// <param name="List">The list's address, which is that of its first page.</param>
/// <param name="Number">The page that is shown, from 1.</param>
/// <param name="Last">How many there are, at least 1.</param>
internal sealed record PageLinks(string List, int Number, int Last)
{
    public string Href(int page) => page == 1 ? List : FormattableString.Invariant($"{List}{(List.Contains('?', StringComparison.Ordinal) ? '&' : '?')}page={page}");

    /// <summary>The first page, the last and those around this one, with null for what is left out between them.</summary>
    public IEnumerable<int?> Numbers()
    {
        var before = 0;
        foreach (var page in Enumerable.Range(1, Last).Where(page => page == 1 || page == Last || Math.Abs(page - Number) <= 1))
        {
            // Dots in the place of a single number would save nothing.
            if (page - before == 2) yield return page - 1;
            else if (page - before > 2) yield return null;
            yield return before = page;
        }
    }

    /// <summary>The page that <c>?page=</c> asks for: the first without it, null where there is no such page.</summary>
    public static int? Asked(StringValues query, int last) => query switch
    {
        [] => 1,
        // One spelling of each number: 2 is a page, 02 and +2 are not.
        [var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) &&
                        page >= 1 && page <= last && text == page.ToString(CultureInfo.InvariantCulture) => page,
        _ => null,
    };
}
