namespace BackSpasmSite.Content.Text;

/// <summary>A stretch of a text.</summary>
/// <param name="Start">The offset of its first character.</param>
/// <param name="End">The offset after its last character.</param>
internal readonly record struct TextRange(int Start, int End)
{
    public bool IsEmpty => End <= Start;

    public bool Overlaps(TextRange other) => Start < other.End && other.Start < End;

    public string Of(string text) => text[Start..End];
}
