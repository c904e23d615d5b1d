using System.Data.Common;
using BackSpasmSite.Data;
using BackSpasmSite.Hosting;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Email;

/// <summary>A row is added in the transaction that makes its e-mail due.</summary>
internal sealed class Outbox(SerializedDatabase serializedDatabase, IEnumerable<EmailTemplate> emailTemplates)
{
    /// <summary>Rows changed in one transaction; kept small, so that a reader's report never waits long.</summary>
    public const int Batch = 250;

    /// <summary>Longer than any exchange with a mail server: if a process dies during one, its rows are left alone this long.</summary>
    private static readonly TimeSpan Taken = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LongestWait = Backoff.Longest;

    /// <summary>Until tomorrow morning, in a time zone that skips a day.</summary>
    private static readonly TimeSpan LongestWaitOfDigest = TimeSpan.FromDays(2);

    /// <summary>A time read back from PostgreSQL may differ from the one stored by less than this.</summary>
    private static readonly TimeSpan PrecisionOfServers = TimeSpan.FromMicroseconds(1);

    /// <summary>Tries to read an unreadable row, an hour apart: five days, as for any other.</summary>
    private const int TriesToRead = 5 * 24;

    /// <summary>Null for a kind that this version does not know.</summary>
    public EmailTemplate? TemplateOf(EmailKind kind) => emailTemplates.LastOrDefault(emailTemplate => emailTemplate.Kind == kind);

    public Task<bool> AnyAsync(CancellationToken cancellation) => serializedDatabase.ReadAsync(open => open.Set<OutboxMessage>().AnyAsync(cancellation), cancellation);

    /// <summary>
    /// Takes the rows of the next e-mail, so that no other process sends it for a while: harmful reports first, then the longest wait. Rows
    /// are taken in batches, each in its own transaction, so that readers' reports are stored in between. Rows that can't be read are put
    /// off, and in the end given up.
    /// </summary>
    /// <returns>Empty if nothing is due.</returns>
    /// <exception cref="DatabaseUnavailableException">Rows already taken become due again after a while.</exception>
    public async Task<List<OutboxMessage>> TakeAsync(DateTime now, CancellationToken cancellation)
    {
        // Addresses whose digest another process is taking: the rest of its rows belongs to the same e-mail.
        List<string?> elsewhere = [];
        while (await serializedDatabase.ReadAsync(open => FirstAsync(open, now, elsewhere), cancellation) is not null)
        {
            List<OutboxMessage> rows = [];
            var count = await serializedDatabase.WriteAsync(async open =>
            {
                if (await FirstAsync(open, now, elsewhere) is not { } id) return 0;
                if (await ReadAsync(open, [id], now) is not [var first]) return 0;
                if (first.Kind is EmailKind.Digest && await IsTakenAsync(open, first, now))
                {
                    elsewhere.Add(first.To);
                    return 0;
                }

                rows.Add(first);
                await TakeAsync(open, [id], now);
                return await TakeOthersAsync(open, rows, now);
            });
            while (count == Batch) count = await serializedDatabase.WriteAsync(open => TakeOthersAsync(open, rows, now));
            if (rows.Count == 0) continue;
            foreach (var row in rows)
            {
                row.DueAt = now + Taken;
                if (row.QueuedAt > now) row.QueuedAt = now;
            }

            return rows;
        }

        return [];
    }

    /// <param name="error">Why they could not be sent, without an address.</param>
    /// <exception cref="DatabaseUnavailableException">They become due again all the same, after a while.</exception>
    public async Task PutBackAsync(IEnumerable<long> numbers, DateTime due, int failures, string error)
    {
        foreach (var batch in numbers.Chunk(Batch))
            await serializedDatabase.WriteAsync(open => open.Set<OutboxMessage>().Where(mail => batch.Contains(mail.Id))
                .ExecuteUpdateAsync(mail => mail.SetProperty(row => row.DueAt, due).SetProperty(row => row.Failures, failures).SetProperty(row => row.Problem, error)));
    }

    /// <summary>Removes rows together with what was kept for their e-mail alone, also from the database's files. Returns how many.</summary>
    /// <param name="lost">If the desk has to show them as undelivered: when, and why, without an address.</param>
    /// <param name="queuedUntil">Keeps the rows that were queued later.</param>
    /// <exception cref="DatabaseUnavailableException">Some may still be there.</exception>
    public async Task<int> RemoveAsync(IEnumerable<long> numbers, bool tried, (DateTime At, string Reason)? lost = null, DateTime? queuedUntil = null)
    {
        var count = 0;
        foreach (var batch in numbers.Chunk(Batch))
            count += await serializedDatabase.WriteAsync(open => RemoveAsync(
                open, open.Set<OutboxMessage>().Where(row => batch.Contains(row.Id) && (queuedUntil == null || row.QueuedAt <= queuedUntil)), tried, lost));
        if (count > 0) await serializedDatabase.FoldLogAsync();
        return count;
    }

    /// <summary>Removes rows without another attempt: all, or those queued until then. The desk shows them as undelivered.</summary>
    /// <exception cref="DatabaseUnavailableException">Some may still be there.</exception>
    public async Task<int> GiveUpAsync((DateTime At, string Reason) lost, DateTime? queuedUntil = null)
    {
        for (var all = 0; ;)
        {
            var some = await serializedDatabase.WriteAsync(open => RemoveAsync(
                open, open.Set<OutboxMessage>().Where(row => queuedUntil == null || row.QueuedAt <= queuedUntil).OrderBy(row => row.Id).Take(Batch), tried: false, lost));
            all += some;
            if (some == Batch) continue;
            if (all > 0) await serializedDatabase.FoldLogAsync();
            return all;
        }
    }

    private async Task<int> RemoveAsync(SiteDbContext open, IQueryable<OutboxMessage> which, bool tried, (DateTime At, string Reason)? lost)
    {
        // Without the times, which may be unreadable in a row that is given up.
        var rows = await which.Select(row => new { row.Id, row.Kind, row.Report, row.Article, row.To }).ToListAsync();
        foreach (var alike in rows.GroupBy(row => row.Kind)) await ForgetAsync(open, alike.Key, [.. alike.Select(row => row.Report).Distinct()], tried);
        if (lost is var (at, reason))
            await LoseAsync(open,
            [
                .. rows.GroupBy(row => (row.Kind, row.Article, row.To, Reader: row.To is null ? row.Report : 0)).Select(mail => new UndeliveredEmail
                {
                    Kind = mail.Key.Kind, Article = mail.Key.Article, To = mail.Key.To, Report = mail.Max(row => row.Report), Reason = reason, At = at,
                }),
            ]);
        var numbers = rows.Select(row => row.Id).ToArray();
        return await open.Set<OutboxMessage>().Where(row => numbers.Contains(row.Id)).ExecuteDeleteAsync();
    }

    /// <summary>A report that can't be read must not keep its row here: what was kept for the e-mail is then erased without reading it.</summary>
    private async Task ForgetAsync(SiteDbContext open, EmailKind kind, long[] reports, bool tried)
    {
        if (TemplateOf(kind) is not { } emailTemplate) return;
        try
        {
            await emailTemplate.ForgetAsync(open, reports, tried);
        }
        catch (Exception failure) when (!tried && IsOfTheRow(failure))
        {
            if (reports.Length == 1) await emailTemplate.ForgetAsync(open, reports, tried: true);
            else foreach (var report in reports) await ForgetAsync(open, kind, [report], tried);
        }
    }

    private static Task<long?> FirstAsync(SiteDbContext open, DateTime now, List<string?> elsewhere) => Due(open, now)
        .Where(mail => mail.Kind != EmailKind.Digest || !elsewhere.Contains(mail.To))
        .OrderByDescending(mail => mail.Kind == EmailKind.Harmful).ThenBy(mail => mail.DueAt).ThenBy(mail => mail.Id)
        .Select(mail => (long?)mail.Id).FirstOrDefaultAsync();

    private static Task<bool> IsTakenAsync(SiteDbContext open, OutboxMessage first, DateTime now)
    {
        var until = now + Taken;
        return open.Set<OutboxMessage>().AnyAsync(mail => mail.DueAt > now && mail.DueAt <= until && mail.Kind == first.Kind && mail.To == first.To);
    }

    /// <returns>How many there were, including those that can't be read.</returns>
    private static async Task<int> TakeOthersAsync(SiteDbContext open, List<OutboxMessage> rows, DateTime now)
    {
        var numbers = await OthersOf(rows[0], open, now).OrderBy(mail => mail.Id).Select(mail => mail.Id).Take(Batch).ToArrayAsync();
        var read = await ReadAsync(open, numbers, now);
        await TakeAsync(open, [.. read.Select(row => row.Id)], now);
        rows.AddRange(read);
        return numbers.Length;
    }

    /// <summary>Also corrects a queueing time in the future, or the row would never be given up.</summary>
    private static Task<int> TakeAsync(SiteDbContext open, long[] numbers, DateTime now)
    {
        var until = now + Taken;
        return open.Set<OutboxMessage>().Where(mail => numbers.Contains(mail.Id)).ExecuteUpdateAsync(mail => mail
            .SetProperty(row => row.DueAt, until).SetProperty(row => row.QueuedAt, row => row.QueuedAt > now ? now : row.QueuedAt));
    }

    /// <summary>Returns the readable rows. The others are put off, and in the end given up.</summary>
    private static async Task<List<OutboxMessage>> ReadAsync(SiteDbContext open, long[] numbers, DateTime now)
    {
        if (numbers.Length == 0) return [];
        var rows = open.Set<OutboxMessage>().AsNoTracking().Where(mail => numbers.Contains(mail.Id));
        try
        {
            return await rows.OrderBy(mail => mail.Id).ToListAsync();
        }
        catch (Exception failure) when (IsOfTheRow(failure))
        {
            if (numbers.Length == 1)
            {
                await PutOffUnreadableAsync(open, rows, now);
                return [];
            }

            List<OutboxMessage> readable = [];
            foreach (var half in numbers.Chunk((numbers.Length + 1) / 2)) readable.AddRange(await ReadAsync(open, half, now));
            return readable;
        }
    }

    private static async Task PutOffUnreadableAsync(SiteDbContext open, IQueryable<OutboxMessage> one, DateTime now)
    {
        const string Reason = "its row in the database cannot be read";
        if (await one.AnyAsync(mail => mail.Failures >= TriesToRead))
        {
            await one.ExecuteDeleteAsync();
            await LoseAsync(open, [new UndeliveredEmail { Kind = EmailKind.Unknown, Report = 0, Reason = Reason, At = now }]);
            return;
        }

        await one.ExecuteUpdateAsync(mail => mail
            .SetProperty(row => row.DueAt, now.AddHours(1)).SetProperty(row => row.Failures, row => row.Failures + 1).SetProperty(row => row.Problem, Reason));
    }

    /// <summary>E-mails that differ only in their reports become one row with a count.</summary>
    private static async Task LoseAsync(SiteDbContext open, IReadOnlyCollection<UndeliveredEmail> all)
    {
        var (reports, addresses) = (all.Select(lost => lost.Report).ToArray(), all.Select(lost => lost.To).OfType<string>().Distinct().ToArray());
        var known = await open.Set<UndeliveredEmail>().Where(mail => mail.To == null ? reports.Contains(mail.Report) : addresses.Contains(mail.To)).ToListAsync();
        foreach (var lost in all)
        {
            var before = known.Find(mail =>
                mail.Kind == lost.Kind && mail.Article == lost.Article && mail.To == lost.To && (lost.To != null || mail.Report == lost.Report));
            if (before is null)
            {
                open.Add(lost);
                continue;
            }

            // The rows of one e-mail come in several batches with the same time.
            if ((before.At - lost.At).Duration() > PrecisionOfServers) before.Count++;
            (before.Report, before.Reason, before.At) = (lost.Report, lost.Reason, lost.At);
        }

        // The next batch may belong to the same e-mail.
        await open.SaveChangesAsync();
    }

    /// <summary>Includes rows that a wrong clock put off further than is possible.</summary>
    private static IQueryable<OutboxMessage> Due(SiteDbContext open, DateTime now)
    {
        var (latest, latestDigest) = (RecordedTime.Latest(now, LongestWait), RecordedTime.Latest(now, LongestWaitOfDigest));
        return open.Set<OutboxMessage>().Where(mail => mail.DueAt <= now || mail.DueAt > latestDigest || (mail.DueAt > latest && mail.Kind != EmailKind.Digest));
    }

    private static IQueryable<OutboxMessage> OthersOf(OutboxMessage first, SiteDbContext open, DateTime now) => Due(open, now).Where(mail =>
        mail.Kind == first.Kind && mail.To == first.To && (first.Kind == EmailKind.Digest || (first.Article != null && mail.Article == first.Article)));

    private static bool IsOfTheRow(Exception failure) => failure is not (DbException or IOException or UnauthorizedAccessException or OperationCanceledException);
}

internal static class EmailServices
{
    public static IServiceCollection AddEmail(this IServiceCollection services) => services.AddSingleton<Outbox>().AddSingleton<EmailDeliveryProblems>().AddSupervised<EmailSender>();
}
