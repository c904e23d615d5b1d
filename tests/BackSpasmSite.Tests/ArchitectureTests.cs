using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;
using BackSpasmSite.Content;

namespace BackSpasmSite.Tests;

/// <summary>The rules of src/README.md, checked on the compiled assemblies and, where those don't show it, on the source.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>Which folders of the website a folder may use, besides its own subfolders. The content project may be used by all.</summary>
    private static readonly Dictionary<string, string[]> Uses = new()
    {
        ["Options"] = [],
        ["Hosting"] = ["Options"],
        ["Data"] = ["Options", "Hosting"],
        ["Audit"] = ["Data"],
        ["Email"] = ["Options", "Hosting", "Data", "Audit"],
        ["Http"] = ["Options", "Hosting", "Data"],
        ["Feeds"] = ["Options", "Data", "Http"],
        ["Lookup"] = ["Options", "Data"],
        ["Search"] = ["Options", "Hosting", "Data", "Http"],
        ["Accounts"] = ["Options", "Data", "Audit", "Http"],
        ["History"] = ["Options", "Hosting", "Data", "Audit"],
        ["Reports"] = ["Options", "Hosting", "Data", "Audit", "Email", "Http", "History"],
        ["Telemetry"] = ["Options", "Hosting", "Data", "Email", "Http", "Reports"],
        ["Pages"] = ["Options", "Hosting", "Data", "Audit", "Email", "Accounts", "Reports", "Feeds", "History", "Http", "Lookup", "Search"],
        ["Cli"] = ["Options", "Hosting", "Data", "Audit", "Accounts", "Reports", "Lookup", ""],
        [""] = ["Options", "Hosting", "Data", "Audit", "Email", "Accounts", "Reports", "Feeds", "History", "Http", "Lookup", "Search", "Telemetry", "Pages", "Cli"],
    };

    [Fact]
    public void The_content_project_knows_neither_HTTP_nor_a_database()
    {
        var wrong = typeof(Edition).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!)
            .Where(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
                || name.StartsWith("Microsoft.Data", StringComparison.Ordinal) || name == typeof(Site).Assembly.GetName().Name);

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_folder_of_the_website_uses_only_those_it_may()
    {
        var wrong = from type in typeof(Site).Assembly.GetTypes()
                    let folder = FolderOf(type)
                    where folder is not null && type.Namespace?.EndsWith(".Migrations", StringComparison.Ordinal) != true
                    from used in References.Of(type)
                    let other = FolderOf(used)
                    where other is not null && other != folder && !Uses.GetValueOrDefault(folder, []).Contains(other)
                    select $"{type.FullName} uses {used.FullName}";

        Assert.Empty(wrong.Distinct().Order());
    }

    [Fact]
    public void Every_folder_of_the_website_has_its_line_here()
    {
        var folders = typeof(Site).Assembly.GetTypes().Select(FolderOf).OfType<string>().Distinct();

        Assert.Equal(Uses.Keys.Order(), folders.Order());
    }

    [Fact]
    public void No_folder_is_a_drawer_for_odds_and_ends()
    {
        string[] drawers = ["Common", "Shared", "Helpers", "Utils", "Core", "Services", "Models", "Extensions"];

        Assert.Empty(Repository.Sources(".cs").Where(file => file.Path.Split('/').SkipLast(1).Intersect(drawers).Any()).Select(file => file.Path));
    }

    [Fact]
    public void No_type_has_the_name_of_a_folder()
    {
        Type[] types = [.. typeof(Site).Assembly.GetTypes(), .. typeof(Edition).Assembly.GetTypes()];
        var folders = types.Where(IsWritten).SelectMany(type => type.Namespace!.Split('.')).ToHashSet();

        Assert.Empty(types.Where(type => IsWritten(type) && !type.IsNested && folders.Contains(type.Name)
            && !type.Namespace!.EndsWith(".Migrations", StringComparison.Ordinal)).Select(type => type.FullName));
    }

    [Fact]
    public void Time_comes_from_the_time_provider()
    {
        var wrong = Repository.Sources(".cs", ".cshtml").Where(file => Clock().IsMatch(Code(file.Text))).Select(file => file.Path);

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_test_waits_for_a_while()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

        Assert.DoesNotContain(tests, file => Waiting().IsMatch(Code(File.ReadAllText(file))));
    }

    [Fact]
    public void Every_code_of_check_is_explained_to_authors_and_no_other()
    {
        var used = Repository.Sources(".cs").SelectMany(file => QuotedCode().Matches(file.Text)).Select(match => match.Groups[1].Value);
        var explained = ExplainedCode().Matches(File.ReadAllText(Path.Combine(Repository.Root, "content", "README.md"))).Select(match => match.Value);

        Assert.Equal(used.Distinct().Order(), explained.Distinct().Order());
    }

    /// <summary>The top folder of a type of the website, "" for its root; null for other types and those the compiler made outside our namespaces.</summary>
    private static string? FolderOf(Type type) =>
        type.Assembly != typeof(Site).Assembly ? null
        : type.Namespace == "AspNetCoreGeneratedDocument" ? "Pages" // a .cshtml file
        : !IsWritten(type) ? null
        : type.Namespace == nameof(BackSpasmSite) ? "" : type.Namespace!.Split('.')[1];

    private static bool IsWritten(Type type) => type.Namespace is nameof(BackSpasmSite) || type.Namespace?.StartsWith($"{nameof(BackSpasmSite)}.", StringComparison.Ordinal) == true;

    /// <summary>Without comments, which may name anything.</summary>
    private static string Code(string text) => Comment().Replace(text, "");

    [GeneratedRegex(@"^\s*//.*$|(?<=\s)//\s.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bDateTime(?:Offset)?\.(?:Now|UtcNow|Today)\b")]
    private static partial Regex Clock();

    [GeneratedRegex(@"\b(?:Thread\.Sleep|Task\.Delay)\s*\(")]
    private static partial Regex Waiting();

    [GeneratedRegex(@"""((?:ART|CIT|REF|LNK|REV|SYN|TXT)\d{3})""")]
    private static partial Regex QuotedCode();

    [GeneratedRegex(@"\b(?:ART|CIT|REF|LNK|REV|SYN|TXT)\d{3}\b")]
    private static partial Regex ExplainedCode();

    /// <summary>The types that a compiled type refers to, in its signatures and in the code of its methods.</summary>
    private static class References
    {
        private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

        private static readonly Dictionary<short, OpCode> OpCodes = typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

        public static IEnumerable<Type> Of(Type type)
        {
            var members = type.GetMembers(Own);
            var shape = type.GetInterfaces().Append(type.BaseType)
                .Concat(members.OfType<FieldInfo>().Select(field => field.FieldType))
                .Concat(members.OfType<MethodBase>().SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType)))
                .Concat(members.OfType<MethodInfo>().Select(method => method.ReturnType))
                .Concat(members.Append(type).SelectMany(member => member.CustomAttributes.Select(attribute => attribute.AttributeType)));
            return shape.Concat(members.OfType<MethodBase>().SelectMany(InCode)).OfType<Type>().SelectMany(Parts).Distinct();
        }

        private static IEnumerable<Type> Parts(Type type) =>
            type.HasElementType ? Parts(type.GetElementType()!)
            : type.IsGenericType && !type.IsGenericTypeDefinition ? type.GetGenericArguments().SelectMany(Parts).Prepend(type.GetGenericTypeDefinition())
            : [type];

        private static IEnumerable<Type?> InCode(MethodBase method)
        {
            var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
            foreach (var local in method.GetMethodBody()?.LocalVariables ?? []) yield return local.LocalType;
            var (ofType, ofMethod) = (method.DeclaringType!.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : []);
            for (var at = 0; at < code.Length;)
            {
                var opCode = OpCodes[code[at] == 0xFE ? (short)(0xFE00 | code[at + 1]) : code[at]];
                at += opCode.Size;
                if (opCode.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                {
                    var member = method.Module.ResolveMember(BitConverter.ToInt32(code, at), ofType, ofMethod);
                    yield return member as Type ?? member?.DeclaringType;
                    if (member is MethodInfo { IsGenericMethod: true } generic) foreach (var argument in generic.GetGenericArguments()) yield return argument;
                }

                at += opCode.OperandType switch
                {
                    OperandType.InlineNone => 0,
                    OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                    OperandType.InlineVar => 2,
                    OperandType.InlineI8 or OperandType.InlineR => 8,
                    OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                    _ => 4,
                };
            }
        }
    }
}
