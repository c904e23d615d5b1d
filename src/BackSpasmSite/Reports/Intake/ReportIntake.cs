using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Data;
using BackSpasmSite.Hosting;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Reports.Intake;

internal sealed partial class ReportIntake(
    ReportStore store,
    ClientKeys keys,
    NetworkBlocks blocks,
    IntakeCapacity capacity,
    IOptions<FeedbackOptions> options,
    IOptions<SmtpOptions> smtp,
    TimeProvider time,
    ILogger<ReportIntake> logger)
{
    /// <summary>Enough for readers who correct mistakes.</summary>
    private const int FailuresPerReport = 4;

    private const int Kilobyte = 1_000;

    /// <summary>For all questions to the database together: each has a time limit of its own, but a reader gets an answer within 5 s.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly NetworkLimit _reports = new(options.Value.ReportsPerHour, Hour, time);
    private readonly NetworkLimit _votes = new(options.Value.VotesPerHour, Hour, time);
    private readonly NetworkLimit _failures = new(FailuresPerReport * options.Value.ReportsPerHour, Hour, time);
    private readonly NetworkLimit _reportsOfDay = new(options.Value.ReportsPerHour == 0 ? 0 : options.Value.NetworkReportsPerDay, Day, time);
    private readonly NetworkLimit _bytesOfDay = new(options.Value.ReportsPerHour == 0 ? 0 : Kilobyte * options.Value.NetworkKilobytesPerDay, Day, time);

    private long _lastWarning;

    public bool TakesEmail => smtp.Value.IsConfigured;

    /// <summary>For a request that is not a valid form.</summary>
    /// <returns>How long the client has to wait, or null.</returns>
    public TimeSpan? CountFailure(Client client) => blocks.Wait(client) ?? _failures.Take(client);

    public async Task<SubmitReportResult> TakeAsync(FeedbackForm form, Client client, Edition edition)
    {
        if ((blocks.Wait(client) ?? _failures.Wait(client)) is { } wait) return new SubmitReportResult.TooMany(wait);
        if (FormCheck.Validate(form, edition, TakesEmail) is { Count: > 0 } errors) return Fail(client, new SubmitReportResult.Invalid(errors));
        var suspicion = SpamGuard.Of(form);
        var isPutAside = SpamGuard.PutsAside(suspicion, Concerns.Parse(form.Concern));
        if (!isPutAside && form.PersonalData != "keep" && PersonalData.FindIn(form.Message) is { Count: > 0 } found)
            return Fail(client, new SubmitReportResult.Personal(found));

        // What the trap catches is stored as a report, even a vote.
        var isVote = form.IsVote && !isPutAside;
        var hasTurn = false;
        using var enough = new CancellationTokenSource(Patience);
        try
        {
            await keys.ShareAsync((day, proposed) => store.ShareKeyAsync(day, proposed, enough.Token));
            var look = await store.LookAsync(isVote ? null : keys.Of(client, Content(form)), isVote ? null : keys.BeforeMidnight(client, Content(form)), enough.Token);
            // After losing the connection a phone sends the same again, which must not count against the limits.
            if (look.Receipt is { } receipt) return Fail(client, new SubmitReportResult.Kept(receipt, IsRepetition: true));
            if (look.IsPaused) return Fail(client, new SubmitReportResult.Paused());
            if (capacity.Reached(look.Day, isVote) is { } limit)
            {
                Warn(limit);
                return Fail(client, limit is CapacityLimit.FreeDisk ? new SubmitReportResult.Unavailable() : new SubmitReportResult.Full());
            }

            if (TakeTurn(form, client, isVote) is { } longer) return Fail(client, new SubmitReportResult.TooMany(longer));
            hasTurn = true;
            return await KeepAsync(form, client, FormCheck.ArticleOf(form, edition)!, suspicion, isPutAside, enough.Token);
        }
        catch (DatabaseUnavailableException unavailable)
        {
            if (hasTurn) GiveTurnBack(client, isVote);
            LogNotKept(unavailable.Message);
            return new SubmitReportResult.Unavailable();
        }
        catch (Exception fault)
        {
            LogFault(fault);
            return new SubmitReportResult.Failed();
        }
    }

    private SubmitReportResult Fail(Client client, SubmitReportResult submitReportResult) => _failures.Take(client) is { } wait ? new SubmitReportResult.TooMany(wait) : submitReportResult;

    private TimeSpan? TakeTurn(FeedbackForm form, Client client, bool isVote)
    {
        if (isVote) return _votes.Take(client);
        var bytes = IntakeCapacity.BytesOf(form);
        // Asks all three before counting, so that a refusal by one doesn't use up the others.
        return _reports.Wait(client) ?? _reportsOfDay.Wait(client) ?? _bytesOfDay.Wait(client, bytes)
            ?? _reports.Take(client) ?? _reportsOfDay.Take(client) ?? _bytesOfDay.Take(client, bytes);
    }

    private void GiveTurnBack(Client client, bool isVote)
    {
        if (isVote)
        {
            _votes.GiveBack(client);
            return;
        }

        foreach (var limit in (NetworkLimit[])[_reports, _reportsOfDay, _bytesOfDay]) limit.GiveBack(client);
    }

    /// <summary>At most once an hour.</summary>
    private void Warn(CapacityLimit limit)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var last = Interlocked.Read(ref _lastWarning);
        if (!RecordedTime.IsWithin(new DateTime(last), now, Hour) && Interlocked.CompareExchange(ref _lastWarning, now.Ticks, last) == last) LogReached(limit);
    }

    private async Task<SubmitReportResult> KeepAsync(FeedbackForm form, Client client, Article article, Suspicion? suspicion, bool isPutAside, CancellationToken enough)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var text = TextFingerprint.OfWords(article);
        var vote = form.Answer.Length == 0 || isPutAside ? null : new Vote
        {
            Article = form.Article,
            ArticleText = text,
            Helpful = form.Answer == "yes",
            Reason = MissingReasons.Parse(form.Reason),
            VotedAt = now,
            Fingerprint = keys.Of(client, "vote", form.Article),
        };
        if (form.IsVote && vote is not null)
        {
            using (Instruments.Begin("store vote")) await store.KeepAsync(vote, enough);
            CountVote(vote.Helpful);
            return new SubmitReportResult.Voted(article.Slug, vote.Helpful, vote.Reason);
        }

        var words = ReadingText.Of(article);
        var fresh = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var report = new Report
        {
            Receipt = fresh,
            Article = form.Article,
            ArticleText = text,
            Helpful = form.Answer.Length == 0 ? null : form.Answer == "yes",
            Concern = Concerns.Parse(form.Concern),
            Section = Typed(form.Section),
            Quote = Typed(form.Quote),
            QuotePrefix = Typed(form.QuotePrefix),
            QuoteSuffix = Typed(form.QuoteSuffix),
            Message = Typed(form.Message),
            // Spam is never answered.
            Email = TakesEmail && !isPutAside ? Typed(form.Email) : null,
            State = isPutAside ? ReportState.Spam : ReportState.New,
            Suspicion = suspicion,
            ReceivedAt = now,
            ChangedAt = now,
            Passage = PassageKey.Of(form.Article, QuoteAnchor.WordsOf(words, new Quotation(form.Quote, form.QuotePrefix, form.QuoteSuffix, form.Section))),
            Version = Guid.NewGuid(),
            Fingerprint = keys.Of(client, Content(form)),
        };
        string receipt;
        using (Instruments.Begin("store report"))
        {
            receipt = await store.KeepAsync(
                report,
                vote,
                new ArticleVersion { Stamp = text, Article = form.Article, Text = words.Text, SeenAt = now },
                keys.BeforeMidnight(client, Content(form)),
                IntakeCapacity.BytesOf(form),
                enough);
        }

        if (receipt == fresh)
        {
            blocks.Remember(report.Id, client);
            Instruments.Reports.Add(1, new KeyValuePair<string, object?>("concern", report.Concern is { } concern ? Concerns.Token(concern) : "none"));
            if (vote is not null) CountVote(vote.Helpful);
        }

        // Filling in the trap gets the same answer as anything else.
        return form.IsVote ? new SubmitReportResult.Voted(article.Slug, form.Answer == "yes", MissingReasons.Parse(form.Reason)) : new SubmitReportResult.Kept(receipt, IsRepetition: receipt != fresh);
    }

    private static void CountVote(bool isHelpful) => Instruments.Votes.Add(1, new KeyValuePair<string, object?>("helpful", isHelpful ? "yes" : "no"));

    private static string[] Content(FeedbackForm form) => ["report", .. form.Fields()];

    private static string? Typed(string text) => FeedbackForm.IsBlank(text) ? null : text;

    [LoggerMessage(LogLevel.Error, "A report or vote could not be saved because of a bug, and its reader was told so")]
    private partial void LogFault(Exception fault);

    [LoggerMessage(LogLevel.Warning, "No more reports or votes are accepted for now, and readers are told so: the limit {Limit} has been reached")]
    private partial void LogReached(CapacityLimit limit);

    [LoggerMessage(LogLevel.Error, "A report or vote could not be saved, and its reader was told so: {Reason}")]
    private partial void LogNotKept(string reason);
}

/// <summary>Only <see cref="Kept"/> and <see cref="Voted"/> mean that something is stored, and then it is on the disk.</summary>
internal abstract record SubmitReportResult
{
    private SubmitReportResult()
    {
    }

    /// <param name="IsRepetition">It repeats a report that was already there.</param>
    public sealed record Kept(string Receipt, bool IsRepetition = false) : SubmitReportResult;

    /// <summary>The vote is on the disk.</summary>
    /// <param name="Reason">What was missing, if the reader said so.</param>
    public sealed record Voted(Slug Article, bool Helpful, MissingReason? Reason) : SubmitReportResult;

    public sealed record Invalid(IReadOnlyList<ValidationError> Errors) : SubmitReportResult;

    /// <summary>The message seems to contain this personal data, which the reader should check.</summary>
    public sealed record Personal(IReadOnlyList<string> Found) : SubmitReportResult;

    /// <summary>The sender's network has reached a limit or is blocked.</summary>
    public sealed record TooMany(TimeSpan Wait) : SubmitReportResult;

    public sealed record Paused : SubmitReportResult;

    /// <summary>All readers together have reached a limit of the day.</summary>
    public sealed record Full : SubmitReportResult;

    /// <summary>The database or its disk can't take it.</summary>
    public sealed record Unavailable : SubmitReportResult;

    /// <summary>A bug, which is logged.</summary>
    public sealed record Failed : SubmitReportResult;
}

/// <summary>Reports with the same key can be answered together.</summary>
internal static class PassageKey
{
    /// <param name="passage">The sentences that contain the reader's selection, or the selection itself.</param>
    /// <returns>The same for passages that differ only in white space, case and punctuation; null without words.</returns>
    public static string? Of(string article, string? passage)
    {
        var words = string.Concat((passage ?? "").Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return words.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{article}\n{words}")))[..32];
    }
}
