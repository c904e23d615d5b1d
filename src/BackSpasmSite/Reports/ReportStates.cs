namespace BackSpasmSite.Reports;

/// <summary>How a state is written: in addresses, and for editors. Readers are told more: their receipt says what it means.</summary>
internal static class ReportStates
{
    /// <summary>In the order in which a report goes through them.</summary>
    public static IReadOnlyList<ReportState> All { get; } = Enum.GetValues<ReportState>();

    /// <summary>The states of the common queue.</summary>
    public static IReadOnlyList<ReportState> Queue { get; } = [ReportState.New, ReportState.Looking];

    public static string Token(ReportState state) => state.ToString().ToLowerInvariant();

    public static string Words(ReportState state) => state.ToString();

    /// <summary>Null for a token that names no state.</summary>
    public static ReportState? Parse(string? token) => All.Cast<ReportState?>().FirstOrDefault(state => Token(state!.Value) == token);
}
