using System.Linq.Expressions;
using BackSpasmSite.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Mail;

/// <summary>The mail that waits. Whoever makes a mail due adds its row in a transaction of their own.</summary>
internal sealed class Outbox(Database database, IEnumerable<Letter> letters)
{
    /// <summary>
    /// Longer than any conversation with a mail server lasts: a program that dies in one leaves its row for this long to
    /// nobody.
    /// </summary>
    private static readonly TimeSpan Taken = TimeSpan.FromMinutes(2);

    public Letter LetterOf(MailKind kind) => letters.Single(letter => letter.Kind == kind);

    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<bool> AnyAsync(CancellationToken cancellation) => database.ReadAsync(open => open.Set<OutboxMail>().AnyAsync(cancellation), cancellation);

    /// <summary>
    /// The rows of the next mail, which are nobody else's for a while: what could hurt somebody first, then what has waited
    /// longest. Empty when nothing is due.
    /// </summary>
    /// <param name="now">What is due later is left.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DatabaseUnavailableException">Nothing is taken.</exception>
    public async Task<List<OutboxMail>> TakeAsync(DateTime now, CancellationToken cancellation)
    {
        if (!await database.ReadAsync(open => Due(open, now).AnyAsync(cancellation), cancellation)) return [];
        return await database.WriteAsync(async open =>
        {
            var first = await Due(open, now).OrderByDescending(mail => mail.Kind == MailKind.Harmful).ThenBy(mail => mail.DueAt).ThenBy(mail => mail.Id)
                .FirstOrDefaultAsync();
            List<OutboxMail> rows = first?.Kind switch
            {
                null => [],
                MailKind.Digest => await Due(open, now).Where(mail => mail.Kind == MailKind.Digest && mail.To == first.To).OrderBy(mail => mail.Id).ToListAsync(),
                _ => [first],
            };
            foreach (var row in rows) row.DueAt = now + Taken;
            return rows;
        });
    }

    /// <summary>Puts rows back that could not be sent.</summary>
    /// <param name="numbers">The rows.</param>
    /// <param name="due">When they are tried again.</param>
    /// <param name="failures">How often they have failed by now.</param>
    /// <exception cref="DatabaseUnavailableException">They are tried again all the same, when nobody can be at it any more.</exception>
    public Task PutBackAsync(long[] numbers, DateTime due, int failures) => database.WriteAsync(open =>
        open.Set<OutboxMail>().Where(mail => numbers.Contains(mail.Id))
            .ExecuteUpdateAsync(mail => mail.SetProperty(row => row.DueAt, due).SetProperty(row => row.Failures, failures)));

    /// <summary>Takes rows out, with what was kept for their mail alone, from the files too, and says how many.</summary>
    /// <param name="which">Judged when they are taken out.</param>
    /// <param name="tried">See <see cref="Letter.ForgetAsync"/>.</param>
    /// <exception cref="DatabaseUnavailableException">All are still there.</exception>
    public async Task<int> RemoveAsync(Expression<Func<OutboxMail, bool>> which, bool tried)
    {
        var count = await database.WriteAsync(async open =>
        {
            var rows = await open.Set<OutboxMail>().Where(which).ToListAsync();
            foreach (var alike in rows.GroupBy(row => row.Kind))
                await LetterOf(alike.Key).ForgetAsync(open, [.. alike.Select(row => row.Report)], tried);
            open.RemoveRange(rows);
            return rows.Count;
        });
        if (count > 0) await database.FoldLogAsync();
        return count;
    }

    private static IQueryable<OutboxMail> Due(SiteDatabase open, DateTime now) => open.Set<OutboxMail>().Where(mail => mail.DueAt <= now);
}
