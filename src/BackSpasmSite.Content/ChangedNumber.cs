using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content;

/// <summary>
/// A number that is cited after the same words as before and now means another paper: the list changed, and the text did not. Only two
/// versions of an article show this; each by itself is free of errors.
/// </summary>
internal sealed record ChangedNumber(int Number, CitedReference Before, CitedReference After, int Places)
{
    public const string Code = "CIT011";

    /// <summary>The most numbers to report one by one.</summary>
    private const int MostReported = 10;

    /// <summary>How many letters before a citation identify its place.</summary>
    private const int WordsBefore = 40;

    /// <summary>The numbers that changed their meaning, in order. None in an article that cites by key.</summary>
    public static IReadOnlyList<ChangedNumber> Between(Article before, Article after)
    {
        if (after.FrontMatter.References.Count == 0 || !before.References.Zip(after.References).Any(pair => pair.First.Cited.Id != pair.Second.Cited.Id)) return [];

        var then = PlacesOf(before).ToLookup(place => place.At, place => place.Numbers);
        return
        [
            .. from place in PlacesOf(after)
               let numbers = then[place.At].FirstOrDefault()
               where numbers is not null && !IdsOf(before, numbers).SetEquals(IdsOf(after, place.Numbers))
               from number in place.Numbers.Intersect(numbers)
               where before.References[number - 1].Cited.Id != after.References[number - 1].Cited.Id
               group place by number into places
               orderby places.Key
               select new ChangedNumber(places.Key, before.References[places.Key - 1].Cited, after.References[places.Key - 1].Cited, places.Count()),
        ];
    }

    /// <summary>A warning for each, up to a limit.</summary>
    /// <param name="line">The line of the list in the newer file.</param>
    public static IReadOnlyList<Diagnostic> Report(Article before, Article after, int line)
    {
        var changed = Between(before, after);
        var tool = (after.References.Count - before.References.Count) switch
        {
            > 0 => "; “refs insert” would have renumbered them",
            < 0 => "; “refs remove” would have renumbered them",
            _ when before.References.Select(entry => entry.Cited.Id).ToHashSet().SetEquals(after.References.Select(entry => entry.Cited.Id)) => "; “refs sort” renumbers list and text together",
            _ => "",
        };
        return
        [
            .. changed.Take(MostReported).Select(number => Warning($"What ({number.Number}) means changed from {number.Names.Before} to {number.Names.After} in {(number.Places == 1 ? "1 place" : $"{number.Places} places")}{tool}.")),
            .. changed.Count > MostReported ? [Warning($"{changed.Count - MostReported} more numbers changed their meaning.")] : Array.Empty<Diagnostic>(),
        ];

        Diagnostic Warning(string message) => new(after.Path, line, 1, Code, Severity.Warning, message);
    }

    private (string Before, string After) Names => NameOf(Before) is var before && NameOf(After) is var after && before != after ? (before, after) : (Before.Id, After.Id);

    private static HashSet<string> IdsOf(Article article, IEnumerable<int> numbers) => [.. numbers.Select(number => article.References[number - 1].Cited.Id)];

    private static string NameOf(CitedReference cited) => AccessibleName.SourceOf(cited.Reference) is { Length: > 0 } name ? name : cited.Id;

    /// <summary>Each citation with the words before it; of equal ones, the first in both versions are the same place, then the second.</summary>
    private static IEnumerable<((string? Row, string Words, int Twin) At, IReadOnlyList<int> Numbers)> PlacesOf(Article article)
    {
        var twins = new Dictionary<(string?, string), int>();
        foreach (var block in ReadingText.Of(article).Blocks)
        {
            foreach (var citation in block.Citations)
            {
                var words = Letters.Of(block.WithoutCitations(new TextRange(0, citation.Range.Start)));
                var at = (block.Row, words[Math.Max(0, words.Length - WordsBefore)..]);
                yield return ((at.Row, at.Item2, twins[at] = twins.GetValueOrDefault(at) + 1), citation.Numbers);
            }
        }
    }
}

/// <summary>
/// The numbers that changed their meaning while the site runs. A change is reported until the numbers mean again what they meant, so that
/// the next save of the file does not hide it.
/// </summary>
internal sealed class ChangedNumbers
{
    private readonly Dictionary<Slug, (Article Good, IReadOnlyList<Diagnostic> Diagnostics)> _changed = [];

    /// <summary>The edition with these changes among its diagnostics.</summary>
    /// <param name="before">What was published before.</param>
    /// <param name="lineOf">The line of an article's list in its file.</param>
    public Edition Add(Edition? before, Edition edition, Func<Article, int> lineOf)
    {
        foreach (var article in edition.ChangedSince(before).Concat(edition.Hidden))
        {
            if (before?.FindAny(article.Slug) is not { } last || ReferenceEquals(last, article)) continue;
            var good = _changed.TryGetValue(article.Slug, out var known) ? known.Good : last;
            if (ChangedNumber.Between(good, article).Count == 0) _changed.Remove(article.Slug);
            else _changed[article.Slug] = (good, ChangedNumber.Report(good, article, lineOf(article)));
        }

        foreach (var gone in _changed.Keys.Where(slug => edition.FindAny(slug) is null).ToList()) _changed.Remove(gone);
        return _changed.Count == 0 ? edition : edition with { Diagnostics = With(edition.Diagnostics, [.. _changed.Values.SelectMany(change => change.Diagnostics)]) };
    }
    private static DeferredList<Diagnostic> With(IReadOnlyList<Diagnostic> others, IReadOnlyList<Diagnostic> changed) => new(() => [.. others.Concat(changed).Order()]);
}
