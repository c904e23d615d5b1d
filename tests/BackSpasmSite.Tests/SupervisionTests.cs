using System.Net;
using BackSpasmSite.Cli;
using BackSpasmSite.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackSpasmSite.Tests;

/// <summary>No failure of any background work ends the site.</summary>
public sealed class SupervisionTests
{
    [Fact]
    public async Task A_service_that_fails_is_logged_shown_and_started_again_until_it_works()
    {
        await using var site = new TestSite { Time = new ShortPauses(), Instead = services => services.AddSupervised<Unsteady>() };
        var service = site.Services.GetRequiredService<Unsteady>();
        await site.HearAsync("\"Unsteady\" failed because of a bug (");

        using (var ready = await site.AskAsync("GET", "/healthz/ready"))
        {
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
            var words = await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Equal("Degraded\nUnsteady failed (ArgumentException) and will be tried again. The log says more.\n", words);
        }

        service.IsMended = true;
        await service.Working.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        var health = site.Services.GetRequiredService<BackgroundWorkHealthCheck>();
        await Polling.UntilAsync(() => health.Faults.Count == 0);
        Assert.DoesNotContain(site.Events, said => said.RenderMessage(null).Contains("a reader's words", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_whose_first_start_fails_keeps_nothing_from_starting_and_is_started_again()
    {
        await using var site = new TestSite { Time = new ShortPauses(), Instead = services => services.AddSupervised<Stubborn>() };
        var service = site.Services.GetRequiredService<Stubborn>();

        using (var page = await site.AskAsync("GET", "/articles/heat-or-ice")) Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        await site.HearAsync("\"Stubborn\" failed because of a bug (");
        var health = site.Services.GetRequiredService<BackgroundWorkHealthCheck>();
        Assert.Equal(["Stubborn failed (InvalidOperationException) and will be tried again. The log says more."], health.Faults);

        service.Starts.SetResult();
        await service.Working.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await Polling.UntilAsync(() => health.Faults.Count == 0);
        Assert.DoesNotContain(site.Events, said => said.RenderMessage(null).Contains("a reader's words", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_first_start_that_is_broken_off_by_the_stop_is_no_fault()
    {
        using var service = new Endless();
        var health = new BackgroundWorkHealthCheck();
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        using var supervised = new Supervised<Endless>(service, health, lifetime, new ShortPauses(), NullLogger<Endless>.Instance);
        using var start = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        var starting = supervised.StartAsync(start.Token);

        lifetime.StopApplication();

        // The host notices and stops.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
        await supervised.StopAsync(TestContext.Current.CancellationToken);
        Assert.Empty(health.Faults);
    }

    [Fact]
    public async Task A_site_that_is_stopped_while_it_starts_reports_no_fault()
    {
        using var service = new Unsteady { IsMended = true };
        var health = new BackgroundWorkHealthCheck();
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        using var supervised = new Supervised<Unsteady>(service, health, lifetime, new ShortPauses(), NullLogger<Unsteady>.Instance);
        // As the host starts its services.
        using var start = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        await supervised.StartAsync(start.Token);
        await service.Working.Task;

        lifetime.StopApplication();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.ExecuteTask!);
        await supervised.StopAsync(TestContext.Current.CancellationToken);

        Assert.Empty(health.Faults);
        Assert.Equal(1, service.Starts);
    }

    [Fact]
    public async Task Ready_says_plainly_that_the_content_folder_is_not_there()
    {
        await using var site = new TestSite();
        using var browser = site.Browser();
        Directory.Move(site.Content.Path, $"{site.Content.Path}-elsewhere");
        await site.HearAsync("The content folder can't be listed");

        var health = site.Services.GetRequiredService<BackgroundWorkHealthCheck>();
        await Polling.UntilAsync(() => health.Faults.Count > 0);
        Assert.Equal("Degraded\nThe content folder is missing. Readers see the last edition until it is back.\n",
            await browser.GetStringAsync("/healthz/ready", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Every_service_of_ours_is_supervised()
    {
        using var site = new TestSite();
        var unsupervised = site.Services.GetServices<IHostedService>().Where(service => service.GetType().Assembly == typeof(CommandContext).Assembly && !service.GetType().Name.StartsWith("Supervised", StringComparison.Ordinal));

        Assert.Empty(unsupervised);
    }

    /// <summary>Fails while starting, until it is allowed to start.</summary>
    private sealed class Stubborn : BackgroundService
    {
        public TaskCompletionSource Starts { get; } = new();

        public TaskCompletionSource Working { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Task StartAsync(CancellationToken cancellationToken) =>
            Starts.Task.IsCompleted ? base.StartAsync(cancellationToken) : throw new InvalidOperationException("a reader's words");

        protected override Task ExecuteAsync(CancellationToken stoppingToken)
        {
            Working.TrySetResult();
            return new TaskCompletionSource().Task.WaitAsync(stoppingToken);
        }
    }

    /// <summary>Never finishes starting.</summary>
    private sealed class Endless : BackgroundService
    {
        public override Task StartAsync(CancellationToken cancellationToken) => new TaskCompletionSource().Task.WaitAsync(cancellationToken);

        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
    }

    private sealed class Unsteady : BackgroundService
    {
        public volatile bool IsMended;

        public int Starts { get; private set; }

        public TaskCompletionSource Working { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            Starts++;
            await Task.Yield();
            if (!IsMended) throw new ArgumentException("a reader's words");
            Working.TrySetResult();
            await new TaskCompletionSource().Task.WaitAsync(stoppingToken);
        }
    }
}
