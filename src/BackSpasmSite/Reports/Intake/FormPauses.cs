using BackSpasmSite.Audit;
using BackSpasmSite.Content;
using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Reports.Intake;

/// <summary>One row while the readers' form is paused, otherwise none.</summary>
internal sealed class FormPause : IEntityTypeConfiguration<FormPause>
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public required string By { get; init; }

    public required DateTime Since { get; init; }

    public void Configure(EntityTypeBuilder<FormPause> builder)
    {
        builder.ToTable("FormPauses");
        builder.Property(pause => pause.Id).ValueGeneratedNever();
    }
}

/// <summary>Publishes the state with the edition: at start, after every change, and soon after another process has changed it.</summary>
internal sealed class FormPauses(SerializedDatabase serializedDatabase, DatabaseProvider provider, DatabaseState state, FirstLook first, PeriodicWork work, CurrentEdition current, AuditLog audit, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    /// <summary>After so many, the table is read although nothing seems to have been written: file times are coarse on some systems.</summary>
    private const int MostQuietLooks = 8;

    private object? _seen;
    private int _quiet;

    /// <summary>Null while the form is open.</summary>
    public Task<FormPause?> FindAsync(CancellationToken cancellation) => serializedDatabase.ReadAsync(open => FindAsync(open, cancellation), cancellation);

    public static Task<FormPause?> FindAsync(SiteDbContext open, CancellationToken cancellation) =>
        open.Set<FormPause>().AsNoTracking().FirstOrDefaultAsync(cancellation);

    /// <returns>False if it is already paused.</returns>
    /// <exception cref="DatabaseUnavailableException">Nothing is changed.</exception>
    public async Task<bool> PauseAsync(string editor)
    {
        var isNew = await serializedDatabase.WriteAsync(async open =>
        {
            if (await FindAsync(open, default) is not null) return false;
            open.Add(new FormPause { By = editor, Since = time.GetUtcNow().UtcDateTime });
            audit.Add(open, editor, "paused the readers’ form", null);
            return true;
        });
        current.PauseForm(true);
        return isNew;
    }

    /// <returns>False if it is already open.</returns>
    /// <exception cref="DatabaseUnavailableException">Nothing is changed.</exception>
    public async Task<bool> ResumeAsync(string editor)
    {
        var wasPaused = await serializedDatabase.WriteAsync(async open =>
        {
            if (await open.Set<FormPause>().ExecuteDeleteAsync() == 0) return false;
            audit.Add(open, editor, "reopened the readers’ form", null);
            return true;
        });
        current.PauseForm(false);
        return wasPaused;
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await first.ReadAsync("SELECT 1 FROM \"FormPauses\"", _ => true, cancellationToken) is { } pauses) current.PauseForm(pauses.Count > 0);
            else if (state.IsOpen) await ShowAsync(cancellationToken);
        }
        catch (DatabaseUnavailableException)
        {
            // The next check, in two seconds, logs what is wrong.
        }

        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        work.RunAsync("Checking whether the readers' form is paused", BetweenLooks, LookAsync, stoppingToken);

    private async Task LookAsync(CancellationToken cancellation)
    {
        var written = provider.Written;
        if (written is not null && written.Equals(_seen) && ++_quiet < MostQuietLooks) return;
        await ShowAsync(cancellation);
        (_seen, _quiet) = (written, 0);
    }

    private async Task ShowAsync(CancellationToken cancellation) => current.PauseForm(await FindAsync(cancellation) is not null);
}
