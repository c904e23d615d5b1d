using System.Net;
using BackSpasmSite.Cli;
using BackSpasmSite.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BackSpasmSite.Tests;

/// <summary>No fault of any work in the background ends the site.</summary>
public sealed class SupervisionTests
{
    [Fact]
    public async Task A_service_that_fails_is_logged_shown_and_started_again_until_it_works()
    {
        await using var site = new TestSite { Time = new HurriedTime(), Instead = services => services.AddSupervised<Unsteady>() };
        var service = site.Services.GetRequiredService<Unsteady>();
        await site.HearAsync("\"Unsteady\" failed because of a fault of the software (");

        using (var ready = await site.AskAsync("GET", "/healthz/ready"))
        {
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
            var words = await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Equal("Degraded\nUnsteady failed (ArgumentException) and is tried again. The log says more.\n", words);
        }

        service.IsMended = true;
        await service.Working.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        var health = site.Services.GetRequiredService<BackgroundWorkHealthCheck>();
        while (health.Faults.Count > 0) await Task.Yield();
        Assert.DoesNotContain(site.Events, said => said.RenderMessage(null).Contains("a reader's words", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_service_of_ours_is_supervised()
    {
        using var site = new TestSite();
        var unsupervised = site.Services.GetServices<IHostedService>().Where(service => service.GetType().Assembly == typeof(CommandContext).Assembly && !service.GetType().Name.StartsWith("Supervised", StringComparison.Ordinal));

        Assert.Empty(unsupervised);
    }

    private sealed class Unsteady : BackgroundService
    {
        public volatile bool IsMended;

        public TaskCompletionSource Working { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            if (!IsMended) throw new ArgumentException("a reader's words");
            Working.TrySetResult();
            await new TaskCompletionSource().Task.WaitAsync(stoppingToken);
        }
    }
}
