using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackSpasmSite.Tests.Reports;

/// <summary>Keeps each SQL statement that Entity Framework logs.</summary>
internal sealed class SqlLog : ILoggerProvider, ILogger
{
    public List<string> Statements { get; } = [];

    public ILogger CreateLogger(string categoryName) => categoryName == "Microsoft.EntityFrameworkCore.Database.Command" ? this : NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (state is IEnumerable<KeyValuePair<string, object?>> values && values.FirstOrDefault(value => value.Key == "commandText").Value is string text) Statements.Add(text);
    }

    public void Dispose()
    {
    }
}
