using BackSpasmSite.Content;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Data;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Benchmarks;

/// <summary>10,000 reports, the same on every machine: half of them are waiting, some passages have many, one has 200.</summary>
internal static class Reports
{
    /// <summary>The numbers of reports worth looking at; the first 200 are on one passage.</summary>
    public const long Crowded = 1, Exact = 201, Changed = 202, Gone = 203;

    /// <summary>A report that is waiting; the rows of the inbox are set below.</summary>
    public const int LastPage = 20;

    private const int Count = 10_000;
    private const int Votes = 20_000;
    private const int AtOnce = 1_000;

    private static readonly string[] Words =
        "pain in the back when running on hard ground after a long day the study said nothing about people of my age and heat did not help at all so please check".Split(' ');

    /// <summary>The site is recording the first version of each article, so it may not be our turn within a second.</summary>
    private static async Task WriteAsync(SerializedDatabase database, Func<SiteDbContext, Task<bool>> write)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        for (var tries = 1; ; tries++)
        {
            try
            {
                await database.WriteAsync(write);
                return;
            }
            catch (DatabaseUnavailableException) when (tries < 20)
            {
                await pause.WaitForNextTickAsync();
            }
        }
    }

    public static async Task KeepAsync(SerializedDatabase database, Edition edition)
    {
        // Not for security: it has to be the same each time.
#pragma warning disable CA5394
        var chance = new Random(4);
        var start = edition.Date.ToDateTime(default, DateTimeKind.Utc).AddDays(-365);
        var articles = Enumerable.Range(1, Folder.Articles).Select(number => Article(edition, Folder.Slug(number))).ToArray();
        var texts = articles.Select(article => ReadingText.Of(article).Blocks.Select(block => block.Text).Where(text => text.Length > 40).ToArray()).ToArray();
        foreach (var numbers in Enumerable.Range(1, Count).Chunk(AtOnce))
        {
            await WriteAsync(database, open =>
            {
                foreach (var number in numbers)
                {
                    var which = number <= Gone ? 0 : chance.Next(articles.Length);
                    var block = texts[which][number <= Crowded + 199 ? 0 : chance.Next(Math.Min(texts[which].Length, 40))];
                    var quote = number switch
                    {
                        (int)Gone => "Nothing of this was ever written anywhere, by anybody, about any such thing.",
                        (int)Changed => $"{block[..(block.Length / 2)]} and something else altogether",
                        > (int)Gone when chance.Next(10) < 3 => null,
                        _ => block.Length > 900 ? block[..900] : block,
                    };
                    var report = Report(number, articles[which], quote, start.AddMinutes(number * 50), chance);
                    open.Add(report);
                    if (report.IsClosed) open.Add(new ReportEvent { Report = number, At = report.ChangedAt, By = "rita", What = "did something", Detail = report.Answer });
                }

                return Task.FromResult(true);
            });
        }

        foreach (var numbers in Enumerable.Range(1, Votes).Chunk(AtOnce))
        {
            await WriteAsync(database, open =>
            {
                open.AddRange(numbers.Select(number => new Vote
                {
                    Article = articles[chance.Next(articles.Length)].Slug.ToString(),
                    ArticleText = "sha256:text",
                    Helpful = chance.Next(4) > 0,
                    VotedAt = start.AddMinutes(number * 25),
                    Fingerprint = null,
                }));
                return Task.FromResult(true);
            });
        }
    }

    private static Article Article(Edition edition, string name) => Slug.TryParse(name, out var slug) ? edition.Articles[slug] : throw new ArgumentException(name);

    private static Report Report(int number, Article article, string? quote, DateTime at, Random chance)
    {
        var state = number <= Gone ? ReportState.New : chance.Next(20) switch
        {
            < 9 => ReportState.New,
            < 11 => ReportState.Looking,
            < 14 => ReportState.Corrected,
            < 17 => ReportState.Declined,
            < 19 => ReportState.Spam,
            _ => ReportState.Legal,
        };
        return new Report
        {
            Id = number,
            Receipt = FormattableString.Invariant($"{number:x32}"),
            Article = article.Slug.ToString(),
            ArticleText = TextFingerprint.OfWords(article),
            Quote = quote,
            Passage = PassageKey.Of(article.Slug.ToString(), quote),
            Concern = (Concern)chance.Next(5),
            Message = string.Join(' ', Enumerable.Range(0, chance.Next(5, 400)).Select(_ => Words[chance.Next(Words.Length)])),
            State = state,
            Answer = state is ReportState.Corrected or ReportState.Declined ? "We have read the paper again, and this is what we found." : null,
            ReceivedAt = at,
            ChangedAt = at.AddHours(30),
            Version = new Guid(number, 0, 0, new byte[8]),
        };
    }
#pragma warning restore CA5394
}
