using System.Data.Common;
using System.Linq.Expressions;
using BackSpasmSite.Data;
using BackSpasmSite.Hosting;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Email;

/// <summary>The mail that waits. Whoever makes a mail due adds its row in a transaction of their own.</summary>
internal sealed class Outbox(SerializedDatabase serializedDatabase, IEnumerable<EmailTemplate> emailTemplates)
{
    /// <summary>
    /// Longer than any conversation with a mail server lasts: a program that dies in one leaves its row for this long to
    /// nobody.
    /// </summary>
    private static readonly TimeSpan Taken = TimeSpan.FromMinutes(2);

    /// <summary>How far ahead a mail is put at most: <see cref="Backoff"/>'s longest pause.</summary>
    private static readonly TimeSpan LongestWait = Backoff.Longest;

    /// <summary>Until tomorrow morning, in a time zone that skips a day.</summary>
    private static readonly TimeSpan LongestWaitOfDigest = TimeSpan.FromDays(2);

    /// <summary>How often a row that cannot be read is tried, an hour apart: for as long as any other.</summary>
    private const int TriesToRead = 5 * 24;

    /// <summary>Null for a kind that this version does not know.</summary>
    public EmailTemplate? LetterOf(EmailKind kind) => emailTemplates.LastOrDefault(emailTemplate => emailTemplate.Kind == kind);

    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<bool> AnyAsync(CancellationToken cancellation) => serializedDatabase.ReadAsync(open => open.Set<OutboxMessage>().AnyAsync(cancellation), cancellation);

    /// <summary>
    /// The rows of the next mail, which are nobody else's for a while: what could hurt somebody first, then what has waited
    /// longest. Empty when nothing is due. Rows that cannot be read are put off, and given up at last.
    /// </summary>
    /// <param name="now">What is due later is left.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DatabaseUnavailableException">Nothing is taken.</exception>
    public async Task<List<OutboxMessage>> TakeAsync(DateTime now, CancellationToken cancellation)
    {
        if (!await serializedDatabase.ReadAsync(open => Due(open, now).AnyAsync(cancellation), cancellation)) return [];
        return await serializedDatabase.WriteAsync(async open =>
        {
            List<OutboxMessage> rows;
            while (true)
            {
                var next = await Due(open, now).OrderByDescending(mail => mail.Kind == EmailKind.Harmful).ThenBy(mail => mail.DueAt).ThenBy(mail => mail.Id)
                    .Select(mail => (long?)mail.Id).FirstOrDefaultAsync();
                if (next is not { } id) return [];
                if (await ReadAsync(open, id, now) is not { } first) continue;
                rows = [first];
                foreach (var other in await OthersOf(first, open, now).Where(mail => mail.Id != id).OrderBy(mail => mail.Id).Select(mail => mail.Id).ToListAsync())
                    if (await ReadAsync(open, other, now) is { } row) rows.Add(row);
                break;
            }

            foreach (var row in rows)
            {
                row.DueAt = now + Taken;
                // Queued while the clock was wrong, it would never be given up.
                if (row.QueuedAt > now) row.QueuedAt = now;
            }

            return rows;
        });
    }

    /// <summary>Puts rows back that could not be sent.</summary>
    /// <param name="numbers">The rows.</param>
    /// <param name="due">When they are tried again.</param>
    /// <param name="failures">How often they have failed by now.</param>
    /// <param name="error">Why, without an address.</param>
    /// <exception cref="DatabaseUnavailableException">They are tried again all the same, when nobody can be at it any more.</exception>
    public Task PutBackAsync(long[] numbers, DateTime due, int failures, string error) => serializedDatabase.WriteAsync(open =>
        open.Set<OutboxMessage>().Where(mail => numbers.Contains(mail.Id))
            .ExecuteUpdateAsync(mail => mail.SetProperty(row => row.DueAt, due).SetProperty(row => row.Failures, failures).SetProperty(row => row.Trouble, error)));

    /// <summary>Takes rows out, with what was kept for their mail alone, from the files too, and says how many.</summary>
    /// <param name="which">Judged when they are taken out.</param>
    /// <param name="tried">See <see cref="EmailTemplate.ForgetAsync"/>.</param>
    /// <param name="lost">When, and why without an address, where the desk has to say that nobody will get them.</param>
    /// <exception cref="DatabaseUnavailableException">All are still there.</exception>
    public async Task<int> RemoveAsync(Expression<Func<OutboxMessage, bool>> which, bool tried, (DateTime At, string Reason)? lost = null)
    {
        var count = await serializedDatabase.WriteAsync(async open =>
        {
            // Without the times, which need not be readable in a row that is given up.
            var rows = await open.Set<OutboxMessage>().Where(which).Select(row => new { row.Id, row.Kind, row.Report, row.Article, row.To }).ToListAsync();
            foreach (var row in rows.DistinctBy(row => (row.Kind, row.Report))) await ForgetAsync(open, row.Kind, row.Report, tried);
            if (lost is var (at, reason))
                foreach (var mail in rows.GroupBy(row => (row.Kind, row.Article, row.To, Reader: row.To is null ? row.Report : 0)))
                    await LoseAsync(open, new UndeliveredEmail { Kind = mail.Key.Kind, Article = mail.Key.Article, To = mail.Key.To, Report = mail.Max(row => row.Report), Reason = reason, At = at });
            var numbers = rows.Select(row => row.Id).ToArray();
            await open.Set<OutboxMessage>().Where(row => numbers.Contains(row.Id)).ExecuteDeleteAsync();
            return rows.Count;
        });
        if (count > 0) await serializedDatabase.FoldLogAsync();
        return count;
    }

    /// <summary>A report that cannot be read must not keep its row here: what was kept for the mail is erased without looking.</summary>
    private async Task ForgetAsync(SiteDbContext open, EmailKind kind, long report, bool tried)
    {
        if (LetterOf(kind) is not { } emailTemplate) return;
        try
        {
            await emailTemplate.ForgetAsync(open, [report], tried);
        }
        catch (Exception failure) when (!tried && IsOfTheRow(failure))
        {
            await emailTemplate.ForgetAsync(open, [report], tried: true);
        }
    }

    /// <summary>The row, or null when it cannot be read: then it is put off, and given up at last.</summary>
    private static async Task<OutboxMessage?> ReadAsync(SiteDbContext open, long id, DateTime now)
    {
        var one = open.Set<OutboxMessage>().Where(mail => mail.Id == id);
        try
        {
            return await one.SingleAsync();
        }
        catch (Exception failure) when (IsOfTheRow(failure))
        {
            const string Reason = "its row in the database cannot be read";
            if (await one.AnyAsync(mail => mail.Failures >= TriesToRead))
            {
                await one.ExecuteDeleteAsync();
                await LoseAsync(open, new UndeliveredEmail { Kind = EmailKind.Unknown, Report = 0, Reason = Reason, At = now });
            }
            else
            {
                await one.ExecuteUpdateAsync(mail => mail
                    .SetProperty(row => row.DueAt, now.AddHours(1)).SetProperty(row => row.Failures, row => row.Failures + 1).SetProperty(row => row.Trouble, Reason));
            }

            return null;
        }
    }

    private static async Task LoseAsync(SiteDbContext open, UndeliveredEmail lost)
    {
        var before = await open.Set<UndeliveredEmail>().FirstOrDefaultAsync(mail =>
            mail.Kind == lost.Kind && mail.Article == lost.Article && mail.To == lost.To && (lost.To != null || mail.Report == lost.Report));
        if (before is null)
        {
            open.Add(lost);
            // The next one of these rows may be alike.
            await open.SaveChangesAsync();
            return;
        }

        (before.Report, before.Reason, before.At) = (lost.Report, lost.Reason, lost.At);
        before.Count++;
    }

    /// <summary>Also what was put off further than any mail is, by a clock that was wrong.</summary>
    private static IQueryable<OutboxMessage> Due(SiteDbContext open, DateTime now)
    {
        var (latest, latestDigest) = (RecordedTime.Latest(now, LongestWait), RecordedTime.Latest(now, LongestWaitOfDigest));
        return open.Set<OutboxMessage>().Where(mail => mail.DueAt <= now || mail.DueAt > latestDigest || (mail.DueAt > latest && mail.Kind != EmailKind.Digest));
    }

    /// <summary>What is told in the same mail.</summary>
    private static IQueryable<OutboxMessage> OthersOf(OutboxMessage first, SiteDbContext open, DateTime now) => Due(open, now).Where(mail =>
        mail.Kind == first.Kind && mail.To == first.To && (first.Kind == EmailKind.Digest || (first.Article != null && mail.Article == first.Article)));

    /// <summary>Not a fault of the database as a whole.</summary>
    private static bool IsOfTheRow(Exception failure) => failure is not (DbException or IOException or UnauthorizedAccessException or OperationCanceledException);
}

/// <summary>Registers this room.</summary>
internal static class EmailServices
{
    /// <summary>Sending what waits in the outbox.</summary>
    public static IServiceCollection AddEmail(this IServiceCollection services) => services.AddSingleton<Outbox>().AddSingleton<EmailDeliveryProblems>().AddSupervised<EmailSender>();
}
