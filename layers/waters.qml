<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.10.0-A Coruña" hasScaleBasedVisibilityFlag="0" minScale="10000000000" maxScale="0" simplifyDrawingHints="1" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" simplifyAlgorithm="0" labelsEnabled="1" styleCategories="AllStyleCategories">
 <renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">
  <symbols>
   <symbol type="fill" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer enabled="1" locked="0" class="SimpleFill" pass="0">
     <prop k="color" v="63,118,150,31" />
     <prop k="style" v="solid" />
     <prop k="outline_style" v="no" />
     <prop k="joinstyle" v="round" />
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map" />
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
    <layer enabled="1" locked="0" class="SimpleLine" pass="0">
     <prop k="line_color" v="63,118,150,255" />
     <prop k="line_style" v="solid" />
     <prop k="line_width" v="0.2646" />
     <prop k="line_width_unit" v="MM" />
     <prop k="capstyle" v="flat" />
     <prop k="joinstyle" v="round" />
     <prop k="use_custom_dash" v="1" />
     <prop k="customdash" v="0.5292;1.0583" />
     <prop k="customdash_unit" v="MM" />
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="if(@layout_name IS NULL, @value, @value * 0.533)" />
         <Option name="type" type="int" value="3" />
        </Option>
        <Option name="customDash" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="if(@layout_name IS NULL, '0.5292;1.0583', '0.2821;0.5641')" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
  </symbols>
 </renderer-v2>
 <labeling type="simple">
  <settings calloutType="simple">
   <text-style fieldName="replace(replace(replace(coalesce(coalesce(nullif(&quot;label&quot;, ''), &quot;name&quot;), ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;') || ' &lt;span style=&quot;color:#7d7a70&quot;&gt;schematic&lt;/span&gt;' || if(coalesce(&quot;name_ko&quot;, '') = '', '', '¦' || '&lt;span style=&quot;color:#648293;font-weight:normal;font-size:' || if(@layout_name IS NULL, 9.45, 7.37) || 'pt&quot;&gt;' || replace(replace(replace(coalesce(&quot;name_ko&quot;, ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;') || '&lt;/span&gt;')" isExpression="1" fontFamily="Noto Sans CJK KR" namedStyle="Bold Italic" fontWeight="75" fontItalic="1" fontSize="10.5" fontSizeUnit="Point" fontLetterSpacing="0" textColor="62,100,123,255" textOpacity="1" multilineHeight="0.9" allowHtml="1" blendMode="0" fontKerning="1">
    <families>
     <family name="Noto Sans CJK KR" />
     <family name="Malgun Gothic" />
     <family name="Apple SD Gothic Neo" />
    </families>
    <text-buffer bufferDraw="1" bufferSize="0.5292" bufferSizeUnits="MM" bufferColor="251,250,245,255" bufferOpacity="0.9" bufferJoinStyle="128" bufferNoFill="1" bufferBlendMode="0" />
   </text-style>
   <text-format multilineAlign="1" wrapChar="¦" decimals="3" />
   <placement placement="4" placementFlags="2" polygonPlacementFlags="2" predefinedPositionOrder="R,L,TR,BR,TL,BL,TSR,BSR,T,B,TSL,BSL" offsetUnits="MM" offsetType="1" quadOffset="4" dist="0.5292" distUnits="MM" repeatDistance="0" repeatDistanceUnits="MM" maxCurvedCharAngleIn="60" maxCurvedCharAngleOut="-60" overrunDistance="0" overrunDistanceUnit="MM" priority="4" centroidWhole="0" centroidInside="1" fitInPolygonOnly="0" lineAnchorPercent="0.5" lineAnchorType="0" geometryGeneratorEnabled="0" geometryGeneratorType="PointGeometry" geometryGenerator="" layerType="UnknownGeometry" />
   <rendering drawLabels="1" scaleVisibility="1" scaleMin="643900" scaleMax="20604801" mergeLines="1" labelPerPart="0" obstacle="0" obstacleFactor="1" fontLimitPixelSize="0" upsidedownLabels="0" limitNumLabels="0" zIndex="4" />
   <dd_properties>
    <Option type="Map">
     <Option name="name" type="QString" value="" />
     <Option name="properties" type="Map">
      <Option name="Size" type="Map">
       <Option name="active" type="bool" value="true" />
       <Option name="expression" type="QString" value="if(@layout_name IS NULL, 10.5, 8.19)" />
       <Option name="type" type="int" value="3" />
      </Option>
     </Option>
     <Option name="type" type="QString" value="collection" />
    </Option>
   </dd_properties>
  </settings>
 </labeling>
 <blendMode>0</blendMode>
 <layerOpacity>1</layerOpacity>
 <fieldConfiguration>
  <field name="feature_id">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="layer">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="name">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="name_ko">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="label">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="kind">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="status">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="method">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="true" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="accuracy_note">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="true" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="source_ids">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="note">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="true" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="area_km2">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="mention_count">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="fid">
   <editWidget type="Hidden">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="id">
   <editWidget type="Hidden">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
 </fieldConfiguration>
 <aliases>
  <alias field="feature_id" name="Id" />
  <alias field="layer" name="Layer" />
  <alias field="name" name="Name" />
  <alias field="name_ko" name="Name in Hangul" />
  <alias field="label" name="Label on the map" />
  <alias field="kind" name="Kind" />
  <alias field="status" name="Status" />
  <alias field="method" name="How it was drawn" />
  <alias field="accuracy_note" name="Why so accurate" />
  <alias field="source_ids" name="Sources" />
  <alias field="note" name="Note" />
  <alias field="area_km2" name="Area (km²)" />
  <alias field="mention_count" name="Mentions" />
  <alias field="fid" name="Row" />
  <alias field="id" name="GeoJSON id" />
 </aliases>
 <attributetableconfig>
  <columns>
   <column type="field" name="feature_id" hidden="0" width="-1" />
   <column type="field" name="layer" hidden="0" width="-1" />
   <column type="field" name="name" hidden="0" width="-1" />
   <column type="field" name="name_ko" hidden="0" width="-1" />
   <column type="field" name="label" hidden="0" width="-1" />
   <column type="field" name="kind" hidden="0" width="-1" />
   <column type="field" name="status" hidden="0" width="-1" />
   <column type="field" name="method" hidden="0" width="-1" />
   <column type="field" name="accuracy_note" hidden="0" width="-1" />
   <column type="field" name="source_ids" hidden="0" width="-1" />
   <column type="field" name="note" hidden="0" width="-1" />
   <column type="field" name="area_km2" hidden="0" width="-1" />
   <column type="field" name="mention_count" hidden="0" width="-1" />
   <column type="field" name="fid" hidden="1" width="-1" />
   <column type="field" name="id" hidden="1" width="-1" />
  </columns>
 </attributetableconfig>
 <editorlayout>tablayout</editorlayout>
 <attributeEditorForm>
  <attributeEditorContainer name="Place" columnCount="1" groupBox="0" showLabel="1">
   <attributeEditorField name="name" index="2" showLabel="1" />
   <attributeEditorField name="name_ko" index="3" showLabel="1" />
   <attributeEditorField name="label" index="4" showLabel="1" />
   <attributeEditorField name="kind" index="5" showLabel="1" />
   <attributeEditorField name="status" index="6" showLabel="1" />
   <attributeEditorField name="note" index="10" showLabel="1" />
  </attributeEditorContainer>
  <attributeEditorContainer name="Geometry" columnCount="1" groupBox="0" showLabel="1">
   <attributeEditorField name="method" index="7" showLabel="1" />
   <attributeEditorField name="accuracy_note" index="8" showLabel="1" />
   <attributeEditorField name="area_km2" index="11" showLabel="1" />
  </attributeEditorContainer>
  <attributeEditorContainer name="Sources" columnCount="1" groupBox="0" showLabel="1">
   <attributeEditorField name="feature_id" index="0" showLabel="1" />
   <attributeEditorField name="layer" index="1" showLabel="1" />
   <attributeEditorField name="source_ids" index="9" showLabel="1" />
  </attributeEditorContainer>
  <attributeEditorContainer name="Passages" columnCount="1" groupBox="0" showLabel="1">
   <attributeEditorField name="mention_count" index="12" showLabel="1" />
  </attributeEditorContainer>
 </attributeEditorForm>
 <previewExpression>"name"</previewExpression>
 <mapTip>&lt;div style="width:400px;font-family:'Noto Sans CJK KR','Malgun Gothic','Apple SD Gothic Neo',sans-serif;font-size:13px;color:#2b2f33"&gt;&lt;b style="font-size:15px"&gt;[% replace(replace(replace(coalesce("name", ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;') %]&lt;/b&gt; [% replace(replace(replace(coalesce("name_ko", ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;') %][% if(coalesce("status", '') = '', '', '&lt;br&gt;&lt;b&gt;Status&lt;/b&gt; ' || replace(replace(replace(coalesce("status", ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;')) %][% if(coalesce("note", '') = '', '', '&lt;br&gt;&lt;b&gt;Note&lt;/b&gt; ' || replace(replace(replace(coalesce("note", ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;')) %]&lt;/div&gt;</mapTip>
 <layerGeometryType>2</layerGeometryType>
</qgis>
