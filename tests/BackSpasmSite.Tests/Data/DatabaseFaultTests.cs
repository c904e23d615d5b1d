using System.Data.Common;
using System.Net;
using BackSpasmSite.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BackSpasmSite.Tests.Data;

/// <summary>Only the database's own errors are an outage; everything else is a bug, and looks like one.</summary>
public abstract class DatabaseFaultTests
{
    [Fact]
    public async Task A_mistake_in_a_query_or_a_file_that_is_not_there_is_a_fault()
    {
        await using var site = new TestSite();
        await site.UntilReadyAsync();
        var database = site.Services.GetRequiredService<SerializedDatabase>();

        await Assert.ThrowsAnyAsync<DbException>(() => database.ReadAsync(open => open.Database.ExecuteSqlRawAsync("SELECT nothing FROM \"SeenDays\""), CancellationToken.None));
        await Assert.ThrowsAnyAsync<DbException>(() => database.WriteAsync(open => open.Database.ExecuteSqlRawAsync("INSERT INTO \"SeenDays\" VALUES (NULL)")));
        await Assert.ThrowsAsync<FileNotFoundException>(() => database.WriteAsync<bool>(_ => throw new FileNotFoundException()));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => database.ReadAsync<bool>(_ => throw new UnauthorizedAccessException(), CancellationToken.None));
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", "/healthz/ready?for=reports")).StatusCode);
    }

    [Fact]
    public async Task A_reader_who_meets_a_fault_keeps_all_that_was_typed_and_the_log_has_its_stack()
    {
        await using var site = new TestSite();
        await site.UntilReadyAsync();
        site.Database.Run("ALTER TABLE Reports RENAME COLUMN Message TO Lost");

        using var answer = await site.Browser().ReportAsync("Words.");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("Words.", (await answer.PageAsync()).QuerySelector("#f-message")!.TextContent);
        Assert.Contains(site.Events, said => said.Exception?.StackTrace?.Contains("ReportStore", StringComparison.Ordinal) == true);
    }

    public sealed class OnSqlite : DatabaseFaultTests
    {
        [Theory]
        [InlineData(5, true)]
        [InlineData(6, true)]
        [InlineData(8, true)]
        [InlineData(10, true)]
        [InlineData(11, true)]
        [InlineData(13, true)]
        [InlineData(14, true)]
        [InlineData(26, true)]
        [InlineData(1, false)]
        [InlineData(7, false)]
        [InlineData(12, false)]
        [InlineData(18, false)]
        [InlineData(19, false)]
        [InlineData(20, false)]
        [InlineData(21, false)]
        [InlineData(25, false)]
        public void The_codes_that_mean_it_are_an_outage(int code, bool isOutage)
        {
            var said = new SqliteException("said", code);

            Assert.Equal(isOutage, DatabaseUnavailableException.Explains(said));
            Assert.Equal(isOutage, DatabaseUnavailableException.Explains(new DbUpdateException("wrapped", said)));
        }
    }

    public sealed class OnPostgreSql : DatabaseFaultTests
    {
        [Theory]
        // The server shuts down, lets nobody in, or has a full disk; or somebody else has locked what was asked for.
        [InlineData("57P01", true)]
        [InlineData("28P01", true)]
        [InlineData("53100", true)]
        [InlineData("53300", true)]
        [InlineData("55P03", true)]
        [InlineData("57014", true)]
        [InlineData("40P01", true)]
        [InlineData("08006", true)]
        // A value that is there twice or missing, a column that is not there, a mistyped statement, a division by zero.
        [InlineData("23505", false)]
        [InlineData("23502", false)]
        [InlineData("42703", false)]
        [InlineData("42601", false)]
        [InlineData("22012", false)]
        public void The_codes_that_mean_it_are_an_outage(string code, bool isOutage)
        {
            var said = new PostgresException("said", "ERROR", "ERROR", code);

            Assert.Equal(isOutage, DatabaseUnavailableException.Explains(said));
            Assert.Equal(isOutage, DatabaseUnavailableException.Explains(new DbUpdateException("wrapped", said)));
        }
    }
}
