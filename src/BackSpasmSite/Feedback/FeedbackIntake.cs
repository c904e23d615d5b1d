using System.Security.Cryptography;
using BackSpasmSite.Articles;
using BackSpasmSite.Articles.Reading;
using BackSpasmSite.Clients;
using BackSpasmSite.Storage;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Feedback;

/// <summary>Takes a form in: looks at it, guards against abuse, keeps it.</summary>
internal sealed partial class FeedbackIntake(
    FeedbackStore store,
    ClientKeys keys,
    IOptions<FeedbackOptions> options,
    IOptions<SmtpOptions> smtp,
    TimeProvider time,
    ILogger<FeedbackIntake> logger)
{
    private readonly RateLimit _reports = new(options.Value.ReportsPerHour, time);
    private readonly RateLimit _votes = new(options.Value.VotesPerHour, time);

    /// <summary>Whether the form asks for an e-mail address.</summary>
    public bool TakesEmail => smtp.Value.IsConfigured;

    /// <summary>Takes in one form, in the edition its sender reads.</summary>
    public async Task<Outcome> TakeAsync(FeedbackForm form, Client client, Edition edition)
    {
        var limit = form.IsVote ? _votes : _reports;
        var sender = keys.Of(client);
        // A telephone that lost the answer to its last turn sends the same again.
        if (limit.Take(sender) is { } wait) return await RepeatedAsync(form, client) ?? new Outcome.TooMany(wait);

        var outcome = await JudgeAsync(form, client, edition);
        // Only what was kept counts: a reader who mends a mistake should not run out of turns.
        if (outcome is not (Outcome.Kept { IsRepetition: false } or Outcome.Voted)) limit.GiveBack(sender);
        return outcome;
    }

    private async Task<Outcome?> RepeatedAsync(FeedbackForm form, Client client)
    {
        try
        {
            return await store.RepeatedAsync(keys.Of(client, Deed(form)), keys.BeforeMidnight(client, Deed(form))) is { } receipt
                ? new Outcome.Kept(receipt, IsRepetition: true)
                : null;
        }
        catch (DatabaseUnavailableException)
        {
            return null;
        }
    }

    private async Task<Outcome> JudgeAsync(FeedbackForm form, Client client, Edition edition)
    {
        if (FormCheck.Mistakes(form, edition, TakesEmail) is { Count: > 0 } mistakes) return new Outcome.Mistaken(mistakes);
        var suspicion = SpamGuard.Of(form);
        if (suspicion is not Suspicion.Trap && form.PersonalData != "keep" && PersonalData.FindIn(form.Message) is { Count: > 0 } found)
            return new Outcome.Personal(found);

        try
        {
            return await KeepAsync(form, client, FormCheck.ArticleOf(form, edition)!, suspicion);
        }
        catch (DatabaseUnavailableException unavailable)
        {
            LogNotKept(unavailable.Message);
            return new Outcome.Unavailable();
        }
        catch (Exception fault)
        {
            LogFault(fault);
            return new Outcome.Failed();
        }
    }

    private async Task<Outcome> KeepAsync(FeedbackForm form, Client client, Article article, Suspicion? suspicion)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var text = TextStamp.OfWords(article);
        var vote = form.Helpful.Length == 0 || suspicion is Suspicion.Trap ? null : new Vote
        {
            Article = form.Article,
            ArticleText = text,
            Helpful = form.Helpful == "yes",
            VotedAt = now,
            Fingerprint = keys.Of(client, "vote", form.Article),
        };
        if (form.IsVote && vote is not null)
        {
            await store.KeepAsync(vote);
            return new Outcome.Voted(article.Slug, vote.Helpful);
        }

        var words = ReadingText.Of(article);
        var fresh = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var receipt = await store.KeepAsync(
            new Report
            {
                Receipt = fresh,
                Article = form.Article,
                ArticleText = text,
                Helpful = form.Helpful.Length == 0 ? null : form.Helpful == "yes",
                Concern = Concerns.Parse(form.Concern),
                Section = Typed(form.Section),
                Quote = Typed(form.Quote),
                QuotePrefix = Typed(form.QuotePrefix),
                QuoteSuffix = Typed(form.QuoteSuffix),
                Message = Typed(form.Message),
                // What is spam from the start is never answered.
                Email = TakesEmail && suspicion is not Suspicion.Trap ? Typed(form.Email) : null,
                State = suspicion is Suspicion.Trap ? ReportState.Spam : ReportState.New,
                Suspicion = suspicion,
                ReceivedAt = now,
                ChangedAt = now,
                Passage = PassageKey.Of(form.Article, QuoteAnchor.WordsOf(words, new Quotation(form.Quote, form.QuotePrefix, form.QuoteSuffix, form.Section))),
                Version = Guid.NewGuid(),
                Fingerprint = keys.Of(client, Deed(form)),
            },
            vote,
            new ArticleVersion { Stamp = text, Article = form.Article, Text = words.Text, SeenAt = now },
            keys.BeforeMidnight(client, Deed(form)));
        // Who fills in the trap has the same answer as everybody.
        return form.IsVote ? new Outcome.Voted(article.Slug, form.Helpful == "yes") : new Outcome.Kept(receipt, IsRepetition: receipt != fresh);
    }

    private static string[] Deed(FeedbackForm form) => ["report", .. form.Fields()];

    private static string? Typed(string text) => FeedbackForm.IsBlank(text) ? null : text;

    [LoggerMessage(LogLevel.Error, "A report or vote could not be kept because of a fault of the software, and its reader was told so")]
    private partial void LogFault(Exception fault);

    [LoggerMessage(LogLevel.Error, "A report or vote could not be kept, and its reader was told so: {Reason}")]
    private partial void LogNotKept(string reason);
}
