using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Email;

/// <summary>What the desk says of mail: what nobody will get, and why the rest has to wait.</summary>
internal sealed class MailTroubles(Database database)
{
    /// <summary>More than that at once is one trouble, and these rows say which.</summary>
    private const int Most = 50;

    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<Found> ReadAsync(CancellationToken cancellation) => database.ReadAsync(
        async open => new Found(
            await open.Set<UndeliveredMail>().AsNoTracking().OrderByDescending(mail => mail.At).ThenByDescending(mail => mail.Id).Take(Most).ToListAsync(cancellation),
            await open.Set<OutboxMail>().Where(mail => mail.Trouble != null)
                .GroupBy(mail => mail.Trouble!)
                .OrderBy(alike => alike.Key)
                .Select(alike => new Waiting(alike.Key, alike.Count()))
                .Take(Most)
                .ToListAsync(cancellation)),
        cancellation);

    /// <summary>Takes away what an editor has seen; what came or changed since stays.</summary>
    /// <exception cref="DatabaseUnavailableException">All are still there.</exception>
    public Task<int> SeenAsync(DateTime at) => database.WriteAsync(open => open.Set<UndeliveredMail>().Where(mail => mail.At <= at).ExecuteDeleteAsync());

    /// <param name="Lost">What nobody will get, newest first.</param>
    /// <param name="Waiting">What is tried again, by why it could not be sent.</param>
    internal sealed record Found(IReadOnlyList<UndeliveredMail> Lost, IReadOnlyList<Waiting> Waiting)
    {
        public bool IsEmpty => Lost.Count == 0 && Waiting.Count == 0;
    }

    internal sealed record Waiting(string Reason, int Mails);
}
