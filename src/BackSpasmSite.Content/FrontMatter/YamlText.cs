using BackSpasmSite.Content.Diagnostics;
using YamlDotNet.Core;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>A stretch of a file that is YAML: all of it, or an article's front matter.</summary>
/// <param name="Source">The file.</param>
/// <param name="Start">The offset of the YAML's first character, which begins a line.</param>
/// <param name="Text">The YAML.</param>
internal sealed record YamlText(SourceText Source, int Start, string Text)
{
    /// <summary>The file's line, from 1, on which the YAML begins.</summary>
    public int FirstLine => Source.PositionOf(Start).Line;

    /// <summary>The offset in the file of a place the parser names.</summary>
    public int OffsetOf(Mark mark) => Source.OffsetOf(LineOf(mark)) + (int)Math.Max(0, mark.Column - 1);

    public int LineOf(Mark mark) => FirstLine + (int)Math.Max(0, mark.Line - 1);
}
