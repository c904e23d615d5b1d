using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content;

/// <summary>
/// What the feed has announced so far: the id of each correction, which stays when its words or date are edited, and the articles that
/// are gone. Without a history, ids and times are derived from the content alone, so that two machines with the same content agree.
/// </summary>
/// <param name="Articles">By slug.</param>
internal sealed record FeedHistory(IReadOnlyDictionary<string, FeedArticle> Articles)
{
    public static readonly FeedHistory Empty = new(new Dictionary<string, FeedArticle>());

    /// <summary>The history after an edition is published; this instance if nothing is new.</summary>
    /// <param name="last">The edition this history was made from, whose articles need not be looked at again; null if unknown.</param>
    public FeedHistory With(Edition edition, Edition? last = null)
    {
        var today = edition.Date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var changed = new List<(string Slug, FeedArticle Article)>();
        var announced = Articles.Values.Count(article => !article.IsGone);
        foreach (var article in edition.ChangedSince(last))
        {
            var before = Articles.GetValueOrDefault(article.Slug.ToString());
            if (FeedArticle.Of(article, before, today) is var now && !ReferenceEquals(now, before)) changed.Add((article.Slug.ToString(), now));
            if (before is not { IsGone: false }) announced++;
        }

        // The history holds every article of the edition: if it holds no more, none is gone, and thousands of names need not be looked up.
        if (announced > edition.Articles.Count)
        {
            foreach (var (slug, before) in Articles)
            {
                // A broken file is not gone: readers get it back as soon as it is fixed.
                if (before.IsGone || (Slug.TryParse(slug, out var key) && edition.Articles.ContainsKey(key)) || edition.HeldBack.Contains($"articles/{slug}.md")) continue;
                changed.Add((slug, before.Gone(today)));
            }
        }

        if (changed.Count == 0) return this;
        var known = new SortedDictionary<string, FeedArticle>(Articles.ToDictionary(), StringComparer.Ordinal);
        foreach (var (slug, article) in changed) known[slug] = article;
        return new FeedHistory(known);
    }

    /// <summary>
    /// The day of the last change that the content names, plus a few seconds that grow with each further change: content is dated by
    /// the day, and some feed readers accept only entries with a later time. Setting <c>modified</c> to that day counts for more than a
    /// withdrawal, so that an article brought back on the same day is announced too.
    /// </summary>
    public static DateTime TimeIn(Article article)
    {
        var front = article.FrontMatter;
        var day = front.Corrections.Select(correction => correction.Date).Append(front.Published).Append(article.Changed).Max();
        if (front.Withdrawn is { } withdrawn && withdrawn.Date > day) day = withdrawn.Date;
        var further = (4 * front.Corrections.Count) + (front.Modified == day ? 2 : 0) + (front.Withdrawn is null ? 0 : 1);
        return day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddSeconds(further);
    }
}

/// <summary>An article that the feed has announced.</summary>
/// <param name="Title">The last one announced.</param>
/// <param name="Author">The name last announced.</param>
/// <param name="Published">The day of publication.</param>
/// <param name="State">Changes with everything that gives its entry a later time.</param>
/// <param name="At">The time of its entry.</param>
/// <param name="IsGone">True if readers no longer find it: its file was deleted, or it is a draft again.</param>
/// <param name="Corrections">The current ones, oldest first, then those that are gone.</param>
internal sealed record FeedArticle(string Title, string Author, DateOnly Published, string State, DateTime At, bool IsGone, IReadOnlyList<FeedCorrection> Corrections)
{
    public static FeedArticle Of(Article article, FeedArticle? before, DateTime today)
    {
        var (state, at) = (StateOf(article.FrontMatter), FeedHistory.TimeIn(article));
        if (before is { IsGone: false } && before.State == state && before.Title == article.Title && before.Author == article.Author.Name) return before;
        if (before is not null && (before.IsGone || before.State != state)) at = at > before.At ? at : FeedCorrection.After(before.At, today);
        else if (before is not null) at = before.At;
        var corrections = FeedCorrection.Match(PublishedCorrection.Of(article), before?.Corrections ?? [], today);
        return new FeedArticle(article.Title, article.Author.Name, article.FrontMatter.Published, state, at, IsGone: false, corrections);
    }

    public FeedArticle Gone(DateTime today) => IsGone ? this : this with
    {
        IsGone = true,
        At = FeedCorrection.After(At, today),
        Corrections = [.. Corrections.Select(correction => correction.Gone(today))],
    };

    private static string StateOf(ArticleMetadata front)
    {
        IEnumerable<object?> parts = [front.Published, front.Modified, front.Withdrawn?.Date, front.Withdrawn?.Note,
            .. front.Corrections.SelectMany(correction => (object?[])[correction.Date, correction.Note, correction.Was, correction.Now, string.Join(',', correction.Reports)])];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))).AsSpan(0, 8));
    }
}

/// <summary>A correction that the feed has announced.</summary>
/// <param name="Id">Its permanent anchor on the page with all corrections.</param>
/// <param name="At">The time of its entry.</param>
/// <param name="IsGone">True if it is no longer listed.</param>
internal sealed record FeedCorrection(string Id, DateOnly Date, string Note, string? Was, string? Now, IReadOnlyList<int> Reports, DateTime At, bool IsGone = false)
{
    /// <summary>Below this, two texts have no more in common than any two sentences.</summary>
    private const double LeastAlike = 0.2;

    /// <summary>
    /// A time later than <paramref name="before"/>: the start of the day of the change, which is the same on every machine.
    /// </summary>
    public static DateTime After(DateTime before, DateTime today) => today > before ? today : before.AddSeconds(1);

    /// <summary>
    /// Matches an article's corrections with those announced before: an identical one, or else the most similar, because editing a word
    /// or a date does not make it another correction.
    /// </summary>
    public static IReadOnlyList<FeedCorrection> Match(IReadOnlyList<PublishedCorrection> now, IReadOnlyList<FeedCorrection> before, DateTime today)
    {
        var free = before.ToList();
        var known = new FeedCorrection?[now.Count];
        for (var i = 0; i < now.Count; i++)
        {
            if (free.Find(same => same.IsLike(now[i].Correction)) is not { } same) continue;
            known[i] = same.IsGone ? same with { IsGone = false, At = After(same.At, today) } : same;
            free.Remove(same);
        }

        var pairs = from i in Enumerable.Range(0, now.Count)
                    where known[i] is null
                    from old in free
                    where !old.IsGone
                    let likeness = old.LikenessTo(now[i].Correction)
                    where likeness > 0
                    orderby likeness descending, i
                    select (i, old);
        foreach (var (i, old) in pairs.ToList())
        {
            if (known[i] is not null || !free.Remove(old)) continue;
            known[i] = Of(now[i], old.Id, Latest(now[i].At, After(old.At, today)));
        }

        var ids = before.Select(old => old.Id).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < now.Count; i++)
        {
            if (known[i] is not null) continue;
            var id = now[i].Anchor;
            for (var copy = 2; !ids.Add(id); copy++) id = $"{now[i].Anchor}-{copy}";
            known[i] = Of(now[i], id, now[i].At);
        }

        return [.. known.OfType<FeedCorrection>(), .. free.Select(old => old.Gone(today))];
    }

    public FeedCorrection Gone(DateTime today) => IsGone ? this : this with { IsGone = true, At = After(At, today) };

    /// <summary>True if date, text and reports are identical.</summary>
    public bool IsLike(Correction correction) =>
        (Date, Note, Was, Now) == (correction.Date, correction.Note, correction.Was, correction.Now) && Reports.SequenceEqual(correction.Reports);

    private static FeedCorrection Of(PublishedCorrection now, string id, DateTime at) =>
        new(id, now.Correction.Date, now.Correction.Note, now.Correction.Was, now.Correction.Now, now.Correction.Reports, at);

    private static DateTime Latest(DateTime one, DateTime other) => one > other ? one : other;

    /// <summary>Words count for more than reports, and both for more than the day, which several corrections may share.</summary>
    private double LikenessTo(Correction correction) =>
        (2 * Alike(Was, correction.Was)) + (2 * Alike(Now, correction.Now)) + (2 * Alike(Note, correction.Note)) +
        (Reports.Intersect(correction.Reports).Any() ? 1 : 0) + (Date == correction.Date ? 0.1 : 0);

    /// <summary>The share of words that two texts have in common.</summary>
    private static double Alike(string? one, string? other)
    {
        var (words, others) = (Words(one), Words(other));
        if (words.Count == 0 || others.Count == 0) return 0;
        var shared = words.Count(others.Contains);
        var share = (double)shared / (words.Count + others.Count - shared);
        return share < LeastAlike ? 0 : share;
    }

    private static HashSet<string> Words(string? text) =>
        [.. UnicodeText.Normalized(text ?? "", NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
}
