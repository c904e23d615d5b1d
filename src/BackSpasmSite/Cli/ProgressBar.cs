namespace BackSpasmSite.Cli;

/// <summary>Shows on a terminal how far a command is, if it takes longer than half a second.</summary>
/// <param name="steps">How many steps there will be, as far as is known.</param>
internal sealed class ProgressBar(CommandContext commandContext, string what, int steps) : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    private const int Width = 30;

    private readonly Lock _drawing = new();
    private readonly long _start = commandContext.Time.GetTimestamp();
    private int _done;
    private int _drawn = -1;
    private int _length;

    /// <summary>One more step is done. May be called from any thread.</summary>
    public void Step()
    {
        if (!commandContext.ShowsProgress) return;
        lock (_drawing)
        {
            _done++;
            var percent = (int)Math.Min(100, 100L * _done / Math.Max(1, steps));
            if (percent == _drawn || commandContext.Time.GetElapsedTime(_start) < Patience) return;
            _drawn = percent;
            var line = $"{what} [{new string('#', percent * Width / 100).PadRight(Width, '-')}] {percent,3}%";
            commandContext.Error.Write($"\r{line}");
            _length = line.Length;
        }
    }

    /// <summary>Takes the bar away.</summary>
    public void Dispose()
    {
        lock (_drawing)
            if (_length > 0) commandContext.Error.Write($"\r{new string(' ', _length)}\r");
    }
}
