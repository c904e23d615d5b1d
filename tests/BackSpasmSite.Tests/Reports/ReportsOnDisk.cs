using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BackSpasmSite.Email;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Emails;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Tests.Reports;

/// <summary>The site's database in a file, with the services that handle reports, and a clock to set.</summary>
internal sealed class ReportsOnDisk : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly LogLines _log = new();
    private int _number;

    private ReportsOnDisk(string file, TimeProvider time, SmtpOptions? smtp, FeedbackOptions? feedback, string? server)
    {
        File = file;
        _services = new ServiceCollection()
            .AddLogging(logs => logs.SetMinimumLevel(LogLevel.Information).AddProvider(_log).AddProvider(Questions))
            .AddSingleton(time)
            .AddSingleton(Microsoft.Extensions.Options.Options.Create(smtp ?? new SmtpOptions()))
            .AddSingleton(Microsoft.Extensions.Options.Options.Create(feedback ?? new FeedbackOptions()))
            .AddSingleton(Microsoft.Extensions.Options.Options.Create(TestDatabase.New(file, server: server)))
            .Configure<SiteOptions>(site => site.BaseUrl = "https://spine.example")
            .AddSingleton<CurrentEdition>()
            .AddDatabase().AddSingleton<PeriodicWork>().AddEmail().AddReports().AddDesk()
            .BuildServiceProvider();
    }

    public string File { get; }

    /// <summary>The SQL statements that were sent.</summary>
    public SqlLog Questions { get; } = new();

    public DatabaseState State => _services.GetRequiredService<DatabaseState>();

    public SerializedDatabase Database => _services.GetRequiredService<SerializedDatabase>();

    public CurrentEdition Current => _services.GetRequiredService<CurrentEdition>();

    public IReadOnlyList<string> Log => _log.Lines;

    /// <param name="server">A PostgreSQL database that is there already.</param>
    public static Task<ReportsOnDisk> CreateAsync(
        string folder, TimeProvider time, SmtpOptions? smtp = null, FeedbackOptions? feedback = null, string? server = null)
    {
        Directory.CreateDirectory(folder);
        var disk = new ReportsOnDisk(Path.Combine(folder, "site.db"), time, smtp, feedback, server);
        disk.State.Opened();
        return Task.FromResult(disk);
    }

    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>One of the background jobs, with these services.</summary>
    public T Job<T>() => ActivatorUtilities.CreateInstance<T>(_services);

    public Report New(ReportState state = ReportState.New, string? email = null, DateTimeOffset at = default, Concern? concern = null) => new()
    {
        Receipt = $"{++_number:x32}",
        Article = "heat-or-ice",
        ArticleText = "sha256:0",
        Concern = concern,
        Section = "s-heat",
        Quote = "Either helps",
        QuotePrefix = "before",
        QuoteSuffix = "after",
        Message = "What I wrote",
        Email = email,
        State = state,
        Answer = state is ReportState.Corrected or ReportState.Declined ? "What the editor answered" : null,
        ReceivedAt = at.UtcDateTime,
        ChangedAt = at.UtcDateTime,
        Fingerprint = $"fingerprint {_number}",
    };

    public Vote NewVote(DateTimeOffset at) => new()
    {
        Article = "heat-or-ice",
        ArticleText = "sha256:0",
        Helpful = true,
        VotedAt = at.UtcDateTime,
        Fingerprint = $"vote {++_number}",
    };

    /// <summary>Stores rows, and queues the e-mails about closed reports.</summary>
    public Task KeepAsync(params object[] rows) => Database.WriteAsync(async open =>
    {
        open.AddRange(rows);
        await open.SaveChangesAsync();
        foreach (var report in rows.OfType<Report>().Where(report => report.IsClosed)) await ReportClosedEmail.QueueAsync(open, report, report.ChangedAt);
        return true;
    });

    public Task<List<T>> AllAsync<T>()
        where T : class => Database.ReadAsync(open => open.Set<T>().AsNoTracking().ToListAsync(), CancellationToken.None);

    /// <summary>The database, as another program sees it.</summary>
    public DatabaseFile Outside => new(File, TestDatabase.IsPostgreSql ? Service<IOptions<DatabaseOptions>>().Value.ConnectionString : null);

    /// <summary>Makes queueing an e-mail fail.</summary>
    public void RefuseEmails() => Outside.RefuseRows("Outbox");

    public async Task<string?> EmailOfAsync(Report report) => (await AllAsync<Report>()).Single(kept => kept.Id == report.Id).Email;

    /// <summary>Whether these words are in one of the database's files, or in a row of a server's tables.</summary>
    public bool IsOnDisk(string words) => Outside.HoldsBytes(words);

    public async ValueTask DisposeAsync()
    {
        Service<DatabaseProvider>().LetGo();
        await _services.DisposeAsync();
    }

    private sealed class LogLines : ILoggerProvider, ILogger
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines) return [.. _lines];
            }
        }

        public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("BackSpasmSite.", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) lock (_lines) _lines.Add($"{formatter(state, exception)} {exception}".TrimEnd());
        }

        public void Dispose()
        {
        }
    }
}
