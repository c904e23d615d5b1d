using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Data.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BackSpasmSite.Data;

/// <summary>Copies every table of the model from one database to an empty one, whichever they are, and compares what arrived.</summary>
internal static class DatabaseCopy
{
    private const int Batch = 500;

    /// <summary>In one transaction of the target.</summary>
    /// <param name="source">With a snapshot open, so that all tables are of one moment.</param>
    /// <returns>The number of rows by table.</returns>
    /// <exception cref="InvalidDataException">A table can't be read, or is not the same afterwards. The target is as before.</exception>
    public static async Task<IReadOnlyDictionary<string, long>> CopyAsync(SiteDbContext source, SiteDbContext target, CancellationToken cancellation)
    {
        await using var transaction = await target.Database.BeginTransactionAsync(cancellation);
        var tables = InOrderOfReferences(source.Model).ToList();
        var copied = new Dictionary<string, Content>();
        foreach (var table in tables) copied[Name(table)] = await CopyAsync(source, target, table, cancellation);
        foreach (var table in tables)
        {
            var arrived = default(Content);
            await foreach (var row in Rows(target, table, cancellation)) arrived = arrived.With(row, table);
            var sent = copied[Name(table)];
            if (arrived != sent)
                throw new InvalidDataException($"The table {Name(table)} is not the same after copying ({sent.Count} rows, {sent.Checksum}; then {arrived.Count} rows, {arrived.Checksum}). Nothing was kept.");
        }

        await target.ContinueNumbersAsync(await source.LastNumbersAsync(cancellation), cancellation);
        await transaction.CommitAsync(cancellation);
        return copied.ToDictionary(table => table.Key, table => table.Value.Count);
    }

    private static async Task<Content> CopyAsync(SiteDbContext source, SiteDbContext target, IEntityType table, CancellationToken cancellation)
    {
        var content = default(Content);
        await foreach (var row in Rows(source, table, cancellation))
        {
            content = content.With(row, table);
            target.Add(row);
            if (content.Count % Batch == 0) await SaveAsync(target, cancellation);
        }

        await SaveAsync(target, cancellation);
        return content;
    }

    private static async Task SaveAsync(SiteDbContext target, CancellationToken cancellation)
    {
        await target.SaveChangesAsync(cancellation);
        target.ChangeTracker.Clear();
    }

    private static async IAsyncEnumerable<object> Rows(SiteDbContext open, IEntityType table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = (IEnumerable)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(table.ClrType).Invoke(open, null)!;
        await using var reading = ((IQueryable<object>)rows).AsNoTracking().AsAsyncEnumerable().GetAsyncEnumerator(cancellation);
        while (true)
        {
            try
            {
                if (!await reading.MoveNextAsync()) yield break;
            }
            catch (Exception unreadable) when (unreadable is FormatException or InvalidCastException or InvalidOperationException { InnerException: not System.Data.Common.DbException })
            {
                throw new InvalidDataException($"The table {Name(table)} has a row that can't be read ({unreadable.GetType().Name}). Nothing was kept.", unreadable);
            }

            yield return reading.Current;
        }
    }

    /// <summary>A table comes after those that its rows refer to.</summary>
    private static IEnumerable<IEntityType> InOrderOfReferences(IModel model)
    {
        var waiting = model.GetEntityTypes().Where(entity => entity.GetTableName() is not null).OrderBy(Name, StringComparer.Ordinal).ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.First(table => table.GetForeignKeys().All(key => key.PrincipalEntityType == table || !waiting.Contains(key.PrincipalEntityType)));
            waiting.Remove(next);
            yield return next;
        }
    }

    private static string Name(IEntityType table) => table.GetTableName()!;

    /// <param name="Checksum">Of all rows, in whatever order they come.</param>
    private readonly record struct Content(long Count, string? Checksum)
    {
        public Content With(object row, IEntityType table)
        {
            var text = new StringBuilder();
            foreach (var property in table.GetProperties()) text.Append(property.Name).Append('=').Append(Text(property.GetGetter().GetClrValue(row))).Append('\n');
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
            var before = Checksum is null ? new byte[hash.Length] : Convert.FromHexString(Checksum);
            for (var i = 0; i < hash.Length; i++) hash[i] ^= before[i];
            return new Content(Count + 1, Convert.ToHexStringLower(hash));
        }

        /// <summary>As both databases keep it: PostgreSQL to the microsecond, and without what it refuses in texts.</summary>
        private static string Text(object? value) => value switch
        {
            null => "null",
            DateTime time => (time.Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture),
            DateTimeOffset time => (time.UtcTicks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture),
            byte[] bytes => Convert.ToHexStringLower(bytes),
            string text => $"“{PostgreSqlText.Clean(text)}”",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }
}
