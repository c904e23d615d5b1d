using System.Linq.Expressions;
using BackSpasmSite.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Mail;

/// <summary>The mail that waits. Whoever makes a mail due adds its row in a transaction of their own.</summary>
internal sealed class Outbox(Database database, IEnumerable<Letter> letters)
{
    public Letter LetterOf(MailKind kind) => letters.Single(letter => letter.Kind == kind);

    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<bool> AnyAsync(CancellationToken cancellation) => database.ReadAsync(open => open.Set<OutboxMail>().AnyAsync(cancellation), cancellation);

    /// <summary>The rows of the next mail: what could hurt somebody first, then what has waited longest. Empty when nothing is due.</summary>
    /// <param name="now">What is due later is left.</param>
    /// <param name="except">The numbers of rows that have to wait.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<List<OutboxMail>> NextAsync(DateTime now, IReadOnlyList<long> except, CancellationToken cancellation) => database.ReadAsync<List<OutboxMail>>(
        async open =>
        {
            var due = open.Set<OutboxMail>().AsNoTracking().Where(mail => mail.DueAt <= now && !except.Contains(mail.Id));
            var first = await due.OrderByDescending(mail => mail.Kind == MailKind.Harmful).ThenBy(mail => mail.DueAt).ThenBy(mail => mail.Id)
                .FirstOrDefaultAsync(cancellation);
            return first?.Kind switch
            {
                null => [],
                MailKind.Digest => await due.Where(mail => mail.Kind == MailKind.Digest && mail.To == first.To).OrderBy(mail => mail.Id).ToListAsync(cancellation),
                _ => [first],
            };
        },
        cancellation);

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
}
