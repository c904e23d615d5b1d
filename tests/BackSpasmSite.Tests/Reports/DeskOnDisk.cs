using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Emails;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Reports.Queue;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BackSpasmSite.Tests.Reports;

/// <summary>The services of the desk with a real database in a temporary file, and a clock to set.</summary>
internal sealed class DeskOnDisk : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("backspasm-").FullName;
    private readonly ServiceProvider _services;
    private int _number;

    private DeskOnDisk() => _services = new ServiceCollection()
        .AddLogging(logs => logs.AddProvider(Questions))
        .AddSingleton<TimeProvider>(Clock)
        .AddSingleton(Microsoft.Extensions.Options.Options.Create(TestDatabase.New(Path.Combine(_folder, "site.db"))))
        .AddDatabase()
        .AddSingleton<PeriodicWork>()
        .AddSingleton<EditorNotifications>()
        .AddSingleton<ReportStore>()
        .AddSingleton<IntakeCapacity>()
        .AddSingleton<CurrentEdition>()
        .AddDesk()
        .BuildServiceProvider();

    /// <summary>The SQL statements that were sent.</summary>
    public SqlLog Questions { get; } = new();

    public SetTime Clock { get; } = new(Noon);

    public SerializedDatabase Database => Service<SerializedDatabase>();

    public ReportQueue Queue => Service<ReportQueue>();

    public ReportActions Desk => Service<ReportActions>();

    public BulkSpam Spam => Service<BulkSpam>();

    public ReportStore Store => Service<ReportStore>();

    public static Task<DeskOnDisk> CreateAsync()
    {
        var desk = new DeskOnDisk();
        desk.Service<DatabaseState>().Opened();
        return Task.FromResult(desk);
    }

    /// <summary>A report about “Heat or ice?”, received this many hours before noon.</summary>
    public Report Report(
        double hours = 1,
        string? quote = null,
        Concern? concern = Concern.Inaccurate,
        ReportState state = ReportState.New,
        string? message = "What I wrote.",
        string article = "heat-or-ice",
        string? answer = null,
        string? note = null,
        Suspicion? suspicion = null)
    {
        var at = Noon.AddHours(-hours).UtcDateTime;
        return new Report
        {
            Receipt = FormattableString.Invariant($"{++_number:x32}"),
            Article = article,
            ArticleText = "sha256:text",
            Quote = quote,
            Passage = PassageKey.Of(article, quote),
            Concern = concern,
            Message = message,
            State = state,
            Answer = answer,
            Note = note,
            Suspicion = suspicion,
            ReceivedAt = at,
            ChangedAt = at,
            Version = Guid.NewGuid(),
        };
    }

    /// <summary>Stores reports and returns their numbers.</summary>
    public async Task<long[]> KeepAsync(params IEnumerable<Report> reports)
    {
        Report[] kept = [.. reports];
        await Database.WriteAsync(open =>
        {
            open.AddRange(kept);
            return Task.FromResult(true);
        });
        return [.. kept.Select(report => report.Id)];
    }

    public Task<Report> ReadAsync(long id) =>
        Database.ReadAsync(open => open.Set<Report>().AsNoTracking().SingleAsync(report => report.Id == id), TestContext.Current.CancellationToken);

    /// <summary>The history, one line for each event.</summary>
    public Task<List<string>> HistoryAsync(long id) => Database.ReadAsync(
        open => open.Set<ReportEvent>().Where(happened => happened.Report == id).OrderBy(happened => happened.Id)
            .Select(happened => happened.By + " " + happened.What + (happened.Detail == null ? "" : ": " + happened.Detail))
            .ToListAsync(TestContext.Current.CancellationToken),
        TestContext.Current.CancellationToken);

    /// <summary>The form of the first report's page in its current state, with all of these shown and selected.</summary>
    public async Task<DeskForm> FormAsync(DeskAction action, params long[] ids)
    {
        var reports = new List<Report>();
        foreach (var id in ids) reports.Add(await ReadAsync(id));
        return new DeskForm
        {
            Report = ids[0],
            Seen = reports.ToDictionary(report => report.Id, report => report.Version),
            Chosen = ids.ToHashSet(),
            Action = action,
            Answer = reports[0].Answer ?? "",
            Note = reports[0].Note ?? "",
        };
    }

    /// <summary>The form that marks a report as a duplicate, after the editor has seen the original.</summary>
    public async Task<DeskForm> DuplicateAsync(long id, long original) => await FormAsync(DeskAction.Duplicate, id) with
    {
        Original = FormattableString.Invariant($"{original}"),
        Confirmed = DeskForm.Confirmation(await ReadAsync(original)),
    };

    /// <summary>Performs an action as ann, and expects it to succeed.</summary>
    public async Task<Guid> DoAsync(DeskAction action, params long[] ids) =>
        Assert.IsType<ReportActionResult.Done>(await Desk.DoAsync(await FormAsync(action, ids), "ann")).Change;

    public Task<long?> NextAsync(long id, QueueFilter? filter = null) => Queue.NextAsync(filter ?? new QueueFilter(), id, TestContext.Current.CancellationToken);

    public async Task<QueuePage> InboxAsync(QueueFilter? filter = null, int page = 1) =>
        (await Queue.ReadAsync(filter ?? new QueueFilter(), page, TestContext.Current.CancellationToken))!;

    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        Service<DatabaseProvider>().LetGo();
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
