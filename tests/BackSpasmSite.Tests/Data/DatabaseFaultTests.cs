using System.Net;
using BackSpasmSite.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Data;

/// <summary>Only the database's own errors are an outage; everything else is a bug, and looks like one.</summary>
public sealed class DatabaseFaultTests
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

    [Fact]
    public async Task A_mistake_in_a_query_or_a_file_that_is_not_there_is_a_fault()
    {
        await using var site = new TestSite();
        await site.UntilReadyAsync();
        var database = site.Services.GetRequiredService<SerializedDatabase>();

        await Assert.ThrowsAsync<SqliteException>(() => database.ReadAsync(open => open.Database.ExecuteSqlRawAsync("SELECT * FROM Nowhere"), CancellationToken.None));
        await Assert.ThrowsAsync<SqliteException>(() => database.WriteAsync(open => open.Database.ExecuteSqlRawAsync("INSERT INTO SeenDays VALUES (NULL)")));
        await Assert.ThrowsAsync<FileNotFoundException>(() => database.WriteAsync<bool>(_ => throw new FileNotFoundException()));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => database.ReadAsync<bool>(_ => throw new UnauthorizedAccessException(), CancellationToken.None));
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", "/healthz/ready?for=reports")).StatusCode);
    }

    [Fact]
    public async Task A_reader_who_meets_a_fault_keeps_all_that_was_typed_and_the_log_has_its_stack()
    {
        await using var site = new TestSite();
        await site.UntilReadyAsync();
        site.Database.Run("ALTER TABLE Reports RENAME TO Elsewhere");

        using var answer = await site.Browser().ReportAsync("Words.");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("Words.", (await answer.PageAsync()).QuerySelector("#f-message")!.TextContent);
        Assert.Contains(site.Events, said => said.Exception?.StackTrace?.Contains("ReportStore", StringComparison.Ordinal) == true);
    }
}
