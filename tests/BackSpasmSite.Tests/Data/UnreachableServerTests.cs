using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace BackSpasmSite.Tests.Data;

/// <summary>A PostgreSQL server of the test's own that hangs or is dead, and comes back. Each way is a class, so that both can wait at the same time.</summary>
public abstract class UnreachableServerTests : IDisposable
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    /// <summary>The server asks for none, so any is right.</summary>
    private const string Password = "Zwiebelkuchen";

    private protected PostgreSqlServer Server { get; } = new(durable: true);

    protected abstract void Lose();

    protected abstract void BringBack();

    public void Dispose()
    {
        Server.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Words_are_handed_back_in_time_and_afterwards_reports_are_kept_again()
    {
        await using var site = new TestSite { Settings = [("ConnectionStrings:Database", $"{Server.NewDatabase()};Password={Password}")] };
        using var reader = site.Browser();
        var receipt = (await reader.ReportAsync("Before.")).Target();

        Lose();
        var sending = Task.WhenAll(Enumerable.Range(1, 5).Select(number => reader.ReportAsync($"Words {number}.", ("concern", "harmful")))).WaitAsync(Promised, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", "/articles/heat-or-ice")).StatusCode);
        var answers = await sending;
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode));
        Assert.DoesNotContain(Password, await answers[3].Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Words 5.", (await answers[4].PageAsync()).QuerySelector<IHtmlTextAreaElement>("#f-message")!.Value);
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", "/healthz/ready")).StatusCode);
        // A write of a moment ago still counts.
        await Polling.UntilAsync(async () => (await (await site.AskAsync("GET", "/healthz/ready?for=reports")).Content.ReadAsStringAsync()).Contains("because it", StringComparison.Ordinal));

        BringBack();
        await site.UntilReadyAsync();
        Assert.Equal(HttpStatusCode.SeeOther, (await reader.ReportAsync("After.")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", receipt)).StatusCode);
        // What was sent meanwhile may have been stored although nobody could say so.
        Assert.Equal(["After.", "Before."], site.Database.Read("SELECT Message FROM Reports WHERE Message IN ('After.', 'Before.') ORDER BY Message"));
        // Nor where somebody would look who wants to know what is wrong.
        var said = site.Events.Select(happened => $"{happened.RenderMessage(null)} {happened.Exception} {string.Join(' ', happened.Properties.Values)}").ToList();
        Assert.Contains(said, line => line.Contains("has to wait for the database", StringComparison.Ordinal));
        Assert.DoesNotContain(said, line => line.Contains(Password, StringComparison.OrdinalIgnoreCase));
    }

    public sealed class HungOnPostgreSql : UnreachableServerTests
    {
        protected override void Lose() => Server.Hang();

        protected override void BringBack() => Server.GoOn();
    }

    public sealed class DeadOnPostgreSql : UnreachableServerTests
    {
        protected override void Lose() => Server.Kill();

        protected override void BringBack() => Server.Start();
    }
}
